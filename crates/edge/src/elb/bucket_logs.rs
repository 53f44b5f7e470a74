//! Logs that a load balancer writes to a bucket.

use terrane_aws::kind::BucketName;
use terrane_core::{Body, Problem, Ref, Text};

/// Where a load balancer writes one of its logs.
#[derive(Debug)]
pub(super) struct BucketLogs {
    pub(super) bucket: Ref<BucketName>,
    /// An empty one means none.
    pub(super) prefix: Text,
}

impl BucketLogs {
    pub(super) fn check(&self, body: &mut Body, block: &'static str) {
        let prefix = self.prefix.as_literal();
        if prefix.is_some_and(|it| it.starts_with('/') || it.ends_with('/') || it.contains("AWSLogs")) {
            body.report(Problem::error(
                "invalid-log-prefix",
                format!("the prefix of `{block}` begins or ends with `/`, or has `AWSLogs` in it"),
                "give the bare prefix, such as `alb`: AWS adds `/AWSLogs/` and the account's id",
            ));
        }
    }

    pub(super) fn write(self, body: &mut Body, block: &'static str) {
        let has_prefix = self.prefix.as_literal() != Some("");
        body.block(block, |block| {
            block.reference("bucket", self.bucket);
            block.set_opt("prefix", has_prefix.then_some(self.prefix));
            block.set("enabled", true);
        });
    }
}
