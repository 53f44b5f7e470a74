//! DNS and alarms.

use std::net::Ipv4Addr;

use terrane_core::{Declare, Ref, Seconds, Stack, literal};
use terrane_edge::{
    Certificate, CertificateValidation, CloudflareZoneHandle, CloudflareZoneLookup, DnsRecord, Ttl,
};
use terrane_observability::{
    Alarm, DatapointsToAlarm, Evaluation, EvaluationPeriods, Period, Threshold, Topic, TopicSubscription,
};

use crate::service::balancer;
use crate::{Mistake, Stops};

pub(crate) const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "a record is in its zone",
        writes: "the record `api.jiki.com` in the zone `jiki.io`",
        costs: "Cloudflare makes `api.jiki.com.jiki.io`, and nobody finds the site",
        elsewhere: "not tried",
        stops: Stops::Report { rule: "record-outside-zone", remedy: "such as `api.jiki.io`" },
        stack: |stack| recorded(stack, "api.jiki.com"),
    },
    Mistake {
        name: "a record has its whole name",
        writes: "the record `api` instead of `api.jiki.io`",
        costs: "a change in every plan",
        elsewhere: "not tried",
        stops: Stops::Report { rule: "record-outside-zone", remedy: "such as `api.jiki.io`" },
        stack: |stack| recorded(stack, "api"),
    },
    Mistake {
        name: "a certificate's name is in the zone",
        writes: "a certificate for `api.jiki.com`, validated in the zone `jiki.io`",
        costs: "`apply` waits 75 minutes for a certificate that is never issued",
        elsewhere: "not tried",
        stops: Stops::Report { rule: "record-outside-zone", remedy: "add its zone with `.zone(&…)`" },
        stack: |stack| validated(stack, "api.jiki.com"),
    },
    Mistake {
        name: "a validation record is not proxied",
        writes: "a validation record behind Cloudflare's proxy",
        costs: "`apply` waits 75 minutes for a certificate that is never issued",
        elsewhere: "not tried",
        stops: Stops::CannotBeSaid {
            nearest: "`CertificateValidation::in_cloudflare(&certificate, &zone)`, which makes the records",
            emits: "resource \"cloudflare_dns_record\" \"api_validation\" {\nproxied = false",
        },
        stack: |stack| validated(stack, "api.jiki.io"),
    },
    Mistake {
        name: "a proxied record has no TTL of its own",
        writes: "a TTL beside `.proxied(true)`",
        costs: "a change in every plan, or an error of the API",
        elsewhere: "not tried",
        stops: Stops::Report { rule: "proxied-record-ttl", remedy: "remove `.ttl(…)`" },
        stack: |stack| {
            let (zone, alb) = (zone(stack), balancer(stack));
            let record = DnsRecord::cname(&zone, "api.jiki.io", &alb.dns_name());
            record.proxied(true).ttl(Ttl::Seconds(Seconds(300))).declare(stack, "api");
        },
    },
    Mistake {
        name: "a name is an alias once",
        writes: "two CNAMEs of one name",
        costs: "`apply` stops half way: Cloudflare refuses the second",
        elsewhere: "not tried",
        stops: Stops::Report { rule: "duplicate-cname", remedy: "give each its own" },
        stack: |stack| {
            let (zone, alb) = (zone(stack), balancer(stack));
            for label in ["api", "again"] {
                DnsRecord::cname(&zone, "api.jiki.io", &alb.dns_name()).declare(stack, label);
            }
        },
    },
    Mistake {
        name: "a name is an alias or has addresses",
        writes: "a CNAME and an A record of one name",
        costs: "`apply` stops half way: Cloudflare refuses the second",
        elsewhere: "not tried",
        stops: Stops::Report { rule: "cname-beside-address", remedy: "keep the CNAME or the addresses" },
        stack: |stack| {
            let (zone, alb) = (zone(stack), balancer(stack));
            DnsRecord::cname(&zone, "api.jiki.io", &alb.dns_name()).declare(stack, "api");
            DnsRecord::a(&zone, "api.jiki.io", Ipv4Addr::new(203, 0, 113, 1)).declare(stack, "old");
        },
    },
    Mistake {
        name: "an alarm's name is its own",
        writes: "two alarms with one name",
        costs: "the second takes the place of the first, which never rings again",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "duplicate-name", remedy: "give each a name of its own" },
        stack: |stack| {
            let topic = Topic::new("jiki-api-alarms").declare(stack, "alarms");
            let alb = balancer(stack);
            for (label, metric) in [("requests", alb.request_count()), ("errors", alb.elb_5xx())] {
                let alarm = Alarm::new("jiki-api", metric, Threshold::above(1000.0));
                alarm.notify(&topic).declare(stack, label);
            }
        },
    },
    Mistake {
        name: "an alarm has five actions at most",
        writes: "six actions of an alarm",
        costs: "`apply` stops half way",
        elsewhere: "apply",
        stops: Stops::Report { rule: "too-many-actions", remedy: "notify one topic, and subscribe to it" },
        stack: |stack| {
            let topic = Ref::existing("arn:aws:sns:eu-west-1:111122223333:alarms");
            let alarm = alarm(stack);
            let alarm = (0..6).fold(alarm, |alarm, _| alarm.notify(&topic));
            alarm.declare(stack, "requests");
        },
    },
    Mistake {
        name: "an alarm tells somebody",
        writes: "an alarm without an action",
        costs: "it rings where nobody hears it",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "alarm-tells-nobody", remedy: "add `.notify(&topic)`" },
        stack: |stack| {
            let alarm = alarm(stack);
            alarm.declare(stack, "requests");
        },
    },
    Mistake {
        name: "CloudWatch looks back a week at most",
        writes: "an alarm over 8 periods of a day",
        costs: "`apply` stops half way",
        elsewhere: "apply",
        stops: Stops::Report { rule: "evaluation-too-long", remedy: "take fewer periods" },
        stack: |stack| {
            let topic = Topic::new("jiki-api-alarms").declare(stack, "alarms");
            let alarm = alarm(stack).period(Period::DAY_1);
            let evaluation = literal!(Evaluation, DatapointsToAlarm(8), EvaluationPeriods(8));
            alarm.evaluate(evaluation).notify(&topic).declare(stack, "requests");
        },
    },
    Mistake {
        name: "a subscription has an address",
        writes: "a subscription of what is no e-mail address",
        costs: "`apply` stops half way, or nobody gets the mail",
        elsewhere: "apply",
        stops: Stops::Report { rule: "invalid-email", remedy: "write one address" },
        stack: |stack| {
            let topic = Topic::new("jiki-api-alarms").declare(stack, "alarms");
            TopicSubscription::email(&topic.arn(), "ops.jiki.io").declare(stack, "alarms_email");
        },
    },
];

fn zone(stack: &mut Stack) -> CloudflareZoneHandle {
    CloudflareZoneLookup::new("jiki.io").declare(stack, "jiki")
}

fn recorded(stack: &mut Stack, name: &'static str) {
    let (zone, alb) = (zone(stack), balancer(stack));
    DnsRecord::cname(&zone, name, &alb.dns_name()).declare(stack, "api");
}

fn validated(stack: &mut Stack, name: &'static str) {
    let zone = zone(stack);
    let certificate = Certificate::new(name).declare(stack, "api");
    CertificateValidation::in_cloudflare(&certificate, &zone).declare(stack, "api");
}

fn alarm(stack: &mut Stack) -> Alarm {
    Alarm::new("jiki-requests", balancer(stack).request_count(), Threshold::below(1.0))
}
