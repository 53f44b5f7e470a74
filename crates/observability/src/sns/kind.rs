//! The kinds of reference that topics and subscriptions take, beside those of [`terrane_aws::kind`].

use terrane_aws::ActionTarget;
use terrane_core::Kind;

/// The ARN of a FIFO topic, which delivers to queues alone.
#[derive(Clone, Copy, Debug)]
pub enum FifoTopicArn {}

impl Kind for FifoTopicArn {
    const NOUN: &'static str = "FIFO topic ARN";
    const ID_PREFIX: &'static str = "arn:";
}

impl ActionTarget for FifoTopicArn {
    const ACTION_PREFIX: &'static str = "sns:";
}

/// The ARN of an SQS queue.
#[derive(Clone, Copy, Debug)]
pub enum QueueArn {}

impl Kind for QueueArn {
    const NOUN: &'static str = "SQS queue ARN";
    const ID_PREFIX: &'static str = "arn:";
}

/// The ARN of a Lambda function.
#[derive(Clone, Copy, Debug)]
pub enum FunctionArn {}

impl Kind for FunctionArn {
    const NOUN: &'static str = "Lambda function ARN";
    const ID_PREFIX: &'static str = "arn:";
}
