//! What a person asks Terraform for afterwards. No secret is among it.

use terrane::prelude::*;

use crate::data::Data;
use crate::edge::Edge;
use crate::services::Services;

pub(crate) fn declare(stack: &mut Stack, data: &Data, edge: &Edge, services: &Services) {
    stack.output("database_endpoint", data.database.endpoint().host);
    stack.output("redis_endpoint", data.cache.endpoint().host);
    stack.output("redis_url", data.cache.cache_url());
    stack.output("queue_url", data.queue.queue_url());
    stack.output("s3_bucket_name", data.bucket.name());
    stack.output("rails_master_key_secret_arn", data.master_key.arn());
    stack.output("database_password_secret_arn", data.password.arn());
    stack.output("ecr_repository_url", services.repository.url());
    stack.output("ecs_cluster_name", services.cluster.name());
    stack.output("alb_dns_name", edge.balancer.dns_name());
    let records = edge.certificate.node().expression("domain_validation_options");
    let records = OutputValue::new(Text::from_expr(records));
    stack.output(
        "acm_certificate_validation_records",
        records.description("What ACM asks for; the records are in Cloudflare already."),
    );
}
