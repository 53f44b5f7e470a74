//! writes: a zone's name where the zone itself is wanted
//! costs: `apply` stops: Cloudflare knows zones by their ids
//! elsewhere: not tried
//! stops: compile

use terrane_core::{Declare, Stack};
use terrane_edge::{DnsRecord, LoadBalancerHandle};

fn record(stack: &mut Stack, alb: &LoadBalancerHandle) {
    DnsRecord::cname(&"jiki.io", "api.jiki.io", &alb.dns_name()).declare(stack, "api");
}

fn main() {}
