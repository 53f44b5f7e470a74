//! writes: an action on objects with the ARN of the bucket
//! costs: the statement grants nothing: objects have ARNs of their own
//! elsewhere: nobody
//! stops: compile
use terrane_aws::Statement;
use terrane_data::{BucketHandle, s3_action};

fn rights(bucket: &BucketHandle) -> Statement {
    Statement::allow([s3_action::GET_OBJECT], [bucket.arn()])
}

fn main() {}
