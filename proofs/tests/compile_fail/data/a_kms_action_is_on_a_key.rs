//! writes: a KMS action on a bucket
//! costs: the statement grants nothing: the first request is denied
//! elsewhere: nobody
//! stops: compile
use terrane_aws::kind::KeyArn;
use terrane_aws::{Action, Statement};
use terrane_data::BucketHandle;

const DECRYPT: Action<KeyArn> = Action::new("kms:Decrypt");

fn rights(bucket: &BucketHandle) -> Statement {
    Statement::allow([DECRYPT], [bucket.arn()])
}

fn main() {}
