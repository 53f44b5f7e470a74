//! writes: a bucket's ARN where its name is wanted, for a load balancer's logs
//! costs: `apply` stops half way: the bucket is not found
//! elsewhere: apply
//! stops: compile

use terrane_core::{Declare, Stack};
use terrane_data::BucketHandle;
use terrane_edge::LoadBalancer;

fn logged(stack: &mut Stack, alb: LoadBalancer, logs: &BucketHandle) {
    alb.access_logs(&logs.arn(), "alb").declare(stack, "main");
}

fn main() {}
