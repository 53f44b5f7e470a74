//! From the internet to the web tasks: load balancer, certificate and DNS.

use terrane::prelude::*;

use crate::network::Networking;
use crate::settings::Settings;

pub(crate) struct Edge {
    pub(crate) balancer: LoadBalancerHandle,
    pub(crate) target: TargetGroupHandle,
    pub(crate) forwarded: ForwardedTargetGroup,
    pub(crate) zone: CloudflareZoneHandle,
    pub(crate) certificate: CertificateHandle,
}

fn firewall(stack: &mut Stack, settings: &Settings, balancer: &LoadBalancerHandle) {
    if settings.firewall {
        let acl = WebAcl::new(settings.name("api")).declare(stack, "main");
        WebAclAssociation::new(balancer, &acl).declare(stack, "main");
    } else {
        let reason = "costs more than the plan allows; the setting `firewall` turns it on";
        stack.amend(balancer).skip_checkov("CKV2_AWS_28", reason);
    }
}

pub(crate) fn declare(stack: &mut Stack, settings: &Settings, network: &Networking) -> Edge {
    let domain = &settings.api_domain();
    let balancer = LoadBalancer::internet_facing(settings.name("api-alb"), &network.subnets, &network.alb)
        .deletion_protection(settings.protected)
        .tag("Name", settings.name("api-alb"))
        .amend(|it| it.skip_checkov("CKV_AWS_91", "requests are in the application's own log"))
        .declare(stack, "main");
    firewall(stack, settings, &balancer);
    // Liveness alone: a check that queried the database would keep it awake, and one blip of it would fail
    // every task.
    let health = TargetHealth::http(literal!(HttpPath, "/health"))
        .interval(Seconds(30))
        .timeout(Seconds(5))
        .healthy(2)
        .unhealthy(3)
        .matcher("200");
    let target = TargetGroup::ip("jiki-", settings.web_port, &network.vpc, health)
        .deregistration_delay(Seconds(30))
        .tag("Name", settings.name("api-web-tg"))
        .declare(stack, "web");

    let zone = CloudflareZoneLookup::new("jiki.io").declare(stack, "jiki");
    let certificate = Certificate::new(domain).tag("Name", domain).declare(stack, "api");
    let validated = CertificateValidation::in_cloudflare(&certificate, &zone).declare(stack, "api");
    HttpListener::redirect_to_https(&balancer).declare(stack, "http");
    let https = HttpsListener::forward(&balancer, &validated, &target)
        .ssl_policy(SslPolicy::Tls13_1_2_2021_06)
        .declare(stack, "https");
    DnsRecord::cname(&zone, domain, &balancer.dns_name()).comment("API load balancer").declare(stack, "api");
    Edge { forwarded: https.target_group(), balancer, target, zone, certificate }
}
