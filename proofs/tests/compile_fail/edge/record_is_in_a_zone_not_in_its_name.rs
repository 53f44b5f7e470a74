//! writes: a zone's name where the zone itself is wanted
//! costs: `apply` stops: Cloudflare knows zones by their ids
//! elsewhere: not tried
//! stops: compile

use terrane_core::Stack;
use terrane_edge::{DnsRecord, LoadBalancerHandle};

fn record(stack: &mut Stack, alb: &LoadBalancerHandle) {
    stack.declare("api", DnsRecord::cname(&"jiki.io", "api.jiki.io", &alb.dns_name()));
}

fn main() {}
