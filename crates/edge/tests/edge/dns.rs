//! Certificates, their validation, and DNS records.

use std::net::Ipv4Addr;

use crate::common::{only, problems, rules};
use terrane_core::{Declare, Handle, Ref, Seconds, Stack, Text, Variable};
use terrane_edge::{
    Certificate, CertificateLookup, CertificateValidation, CloudflareZone, CloudflareZoneLookup, DnsRecord,
    Ttl, TxtContent,
};

fn record(record: DnsRecord) -> Vec<&'static str> {
    rules(|stack| drop(record.declare(stack, "x")))
}

fn zone() -> CloudflareZone {
    CloudflareZone::existing(Ref::existing("023e105f4ecef8ad9ca31a8372d0c353"), "jiki.io")
}

fn a(name: &'static str) -> DnsRecord {
    DnsRecord::a(&zone(), name, Ipv4Addr::new(203, 0, 113, 1))
}

#[test]
fn records_are_in_their_zone() {
    for name in ["jiki.io", "api.jiki.io", "_dmarc.jiki.io", "*.jiki.io", "a.b.c.jiki.io"] {
        assert!(record(a(name)).is_empty(), "{name}");
    }
    for name in ["notjiki.io", "api.jiki.com", "jiki.io.example.com"] {
        assert_eq!(record(a(name)), ["record-outside-zone"], "{name}");
    }
    for name in ["", "API.jiki.io", "api.jiki.io.", "https://api.jiki.io", "API.example.com", "é.jiki.io"] {
        assert_eq!(record(a(name)), ["invalid-domain"], "{name}");
    }
    for (name, example) in [("api", "api.jiki.io"), ("@", "jiki.io")] {
        let remedy = format!("write a whole name of the zone, such as `{example}`, or take another zone");
        only(|stack| drop(a(name).declare(stack, "x")), "record-outside-zone", &remedy);
    }
    only(
        |stack| drop(a("api.example.com").declare(stack, "x")),
        "record-outside-zone",
        "write a whole name of the zone, such as `api.jiki.io`, or take another zone",
    );
    only(
        |stack| drop(a("api_.-x.jiki.io").declare(stack, "x")),
        "invalid-domain",
        "write the whole name in lower case, such as `api.jiki.io`: without scheme, path or a dot at its end",
    );
}

#[test]
fn domains_at_their_longest() {
    let label = "a".repeat(63);
    let name = [&*label, &label, &label, &"a".repeat(61)].join(".");
    assert_eq!(name.len(), 253);
    let looked_up = |name: String| rules(|stack| drop(CertificateLookup::new(name).declare(stack, "x")));
    assert!(looked_up(name.clone()).is_empty());
    assert_eq!(looked_up(format!("{name}a")), ["invalid-domain"]);
    assert_eq!(looked_up(format!("{label}a.io")), ["invalid-domain"]);
    assert_eq!(looked_up("https://api.jiki.io".into()), ["invalid-domain"]);
}

#[test]
fn ttls() {
    for (seconds, passes) in [(1, false), (59, false), (60, true), (86_400, true), (86_401, false)] {
        let found = record(a("jiki.io").ttl(Ttl::Seconds(Seconds(seconds))));
        assert_eq!(found.is_empty(), passes, "{seconds}");
    }
    assert!(record(a("jiki.io").proxied(true)).is_empty());
    only(
        |stack| drop(a("jiki.io").proxied(true).ttl(Ttl::Seconds(Seconds(300))).declare(stack, "x")),
        "proxied-record-ttl",
        "remove `.ttl(…)`, or do not proxy the record",
    );
    only(
        |stack| {
            let record = DnsRecord::txt(&zone(), "jiki.io", TxtContent::new("x"));
            record.proxied(true).declare(stack, "x");
        },
        "record-cannot-be-proxied",
        "remove `.proxied(true)`: only A, AAAA and CNAME records take it",
    );
}

#[test]
fn comments() {
    assert!(record(a("jiki.io").comment("x".repeat(500))).is_empty());
    only(
        |stack| drop(a("jiki.io").comment("x".repeat(501)).declare(stack, "x")),
        "comment-too-long",
        "shorten it",
    );
}

#[test]
fn a_name_is_an_alias_or_has_addresses() {
    let host = || Ref::existing("example.com");
    let both = |stack: &mut Stack, alias: &'static str| {
        let zone = CloudflareZoneLookup::new("jiki.io").declare(stack, "jiki");
        DnsRecord::a(&zone, "api.jiki.io", Ipv4Addr::new(203, 0, 113, 1)).declare(stack, "a");
        DnsRecord::a(&zone, "api.jiki.io", Ipv4Addr::new(203, 0, 113, 2)).declare(stack, "b");
        DnsRecord::txt(&zone, alias, TxtContent::new("text")).declare(stack, "c");
        DnsRecord::cname(&zone, alias, &host()).declare(stack, "d");
    };
    assert!(rules(|stack| both(stack, "www.jiki.io")).is_empty());
    only(
        |stack| both(stack, "api.jiki.io"),
        "cname-beside-address",
        "keep the CNAME or the addresses: a name has one or the other",
    );
}

#[test]
fn a_name_has_one_cname() {
    let host = Ref::existing("alb.example.com");
    only(
        |stack| {
            let zone = CloudflareZoneLookup::new("jiki.io").declare(stack, "jiki");
            DnsRecord::cname(&zone, "api.jiki.io", &host).declare(stack, "a");
            DnsRecord::cname(&zone, "api.jiki.io", &host).declare(stack, "b");
        },
        "duplicate-cname",
        "give each its own, or keep one of the two",
    );
}

/// The text of `edge.tf`, of a stack without problems.
fn edge(declare: impl FnOnce(&mut Stack)) -> String {
    let mut stack = Stack::new("test");
    declare(&mut stack);
    stack.finish().unwrap().file("edge.tf").unwrap().to_owned()
}

#[test]
fn texts_are_quoted_and_divided() {
    let content = |text: String| {
        edge(|stack| drop(DnsRecord::txt(&zone(), "jiki.io", TxtContent::new(text)).declare(stack, "x")))
    };
    assert!(content("v=spf1 -all".into()).contains(r#"content = "\"v=spf1 -all\"""#));
    assert!(content("a\"b\\c".into()).contains(r#"content = "\"a\\\"b\\\\c\"""#));
    let long = content("x".repeat(256));
    assert!(long.contains(&format!(r#""\"{}\" \"x\"""#, "x".repeat(255))), "{long}");
    assert!(content("x".repeat(255)).contains(&format!(r#""\"{}\"""#, "x".repeat(255))));
}

#[test]
fn certificate_names() {
    let first = |name: String| rules(|stack| drop(Certificate::new(name).declare(stack, "x")));
    let name = |n: usize| format!("{}.{}", "a".repeat(60), "b".repeat(n));
    assert!(first(name(3)).is_empty());
    only(
        |stack| drop(Certificate::new(name(4)).declare(stack, "x")),
        "first-name-too-long",
        "put a shorter name first, and this one among the alternative names",
    );
    let with = |n: usize| {
        let names = (1..n).map(|n| format!("a{n}.jiki.io"));
        move |stack: &mut Stack| {
            drop(Certificate::new("jiki.io").alternative_names(names).declare(stack, "x"));
        }
    };
    assert!(rules(with(100)).is_empty());
    only(with(101), "too-many-names", "split it into several certificates, or use a name with `*`");
    only(
        |stack| drop(Certificate::new("jiki.io").alternative_names(["jiki.io"]).declare(stack, "x")),
        "duplicate-name",
        "give each name once; the first is among the certificate's names already",
    );
}

#[test]
fn a_name_and_the_star_below_it_share_a_record() {
    let text = edge(|stack| {
        let zone = CloudflareZoneLookup::new("jiki.io").declare(stack, "jiki");
        let names = ["*.jiki.io", "api.jiki.io"];
        let certificate = Certificate::new("jiki.io").alternative_names(names).declare(stack, "all");
        let validated = CertificateValidation::in_cloudflare(&certificate, &zone).declare(stack, "all");
        let addresses: Vec<&str> = validated.records().iter().map(|record| record.node().address()).collect();
        assert_eq!(
            addresses,
            ["cloudflare_dns_record.all_validation", "cloudflare_dns_record.all_validation_2"]
        );
    });
    assert!(!text.contains("\"*.jiki.io\" ]"), "{text}");
    assert_eq!(text.matches("item.domain_name == \"jiki.io\"").count(), 3, "{text}");
    assert_eq!(text.matches("item.domain_name == \"api.jiki.io\"").count(), 3, "{text}");
    assert_eq!(text.matches("proxied = false").count(), 2, "{text}");
}

#[test]
fn each_name_goes_to_its_own_zone() {
    let text = edge(|stack| {
        let io = CloudflareZoneLookup::new("jiki.io").declare(stack, "io");
        let staging = CloudflareZoneLookup::new("staging.jiki.io").declare(stack, "staging");
        let names = Certificate::new("api.jiki.io").alternative_names(["api.staging.jiki.io"]);
        let certificate = names.declare(stack, "api");
        CertificateValidation::in_cloudflare(&certificate, &io).zone(&staging).declare(stack, "api");
    });
    let second = text.split("\"api_validation_2\"").nth(1).unwrap();
    assert!(second.contains("zone_id = data.cloudflare_zone.staging.zone_id"), "{second}");
    only(
        |stack| {
            let zone = CloudflareZoneLookup::new("jiki.io").declare(stack, "io");
            let names = Certificate::new("api.jiki.io").alternative_names(["api.example.com"]);
            let certificate = names.declare(stack, "api");
            CertificateValidation::in_cloudflare(&certificate, &zone).declare(stack, "api");
        },
        "record-outside-zone",
        "add its zone with `.zone(&…)`, or take the name out of the certificate",
    );
}

#[test]
fn names_may_be_variables() {
    let mut stack = Stack::new("test");
    let domain: Text = stack.variable(Variable::text("domain", "api.jiki.io"));
    let zone: Text = stack.variable(Variable::text("zone", "jiki.io"));
    let zone = CloudflareZoneLookup::new(zone).declare(&mut stack, "jiki");
    let certificate = Certificate::new(&domain).declare(&mut stack, "api");
    CertificateValidation::in_cloudflare(&certificate, &zone).declare(&mut stack, "api");
    DnsRecord::cname(&zone, &domain, &Ref::existing("alb.example.com")).declare(&mut stack, "api");
    DnsRecord::txt(&zone, &domain, TxtContent::new(domain.clone())).declare(&mut stack, "txt");
    let terraform = stack.finish().unwrap();
    let text = terraform.file("edge.tf").unwrap();
    assert!(text.contains("if item.domain_name == var.domain"), "{text}");
    assert!(text.contains(r#"content = "\"${var.domain}\"""#), "{text}");
}

#[test]
fn without_a_zone_terraform_only_waits() {
    let text = edge(|stack| {
        let certificate = Certificate::new("api.jiki.io").declare(stack, "api");
        CertificateValidation::elsewhere(&certificate).declare(stack, "api");
    });
    assert!(!text.contains("cloudflare_dns_record") && !text.contains("validation_record_fqdns"), "{text}");
    assert!(problems(|_| ()).is_empty());
}
