//! SNS: topics, who may publish to them, and where they deliver to.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_sns_topic` | [`Topic`], [`FifoTopic`] |
//! | `aws_sns_topic_policy` | [`TopicPolicy`] |
//! | `aws_sns_topic_subscription` | [`TopicSubscription`] |

mod fifo_topic;
mod kind;
mod settings;
mod topic;
mod topic_policy;
mod topic_subscription;

pub use fifo_topic::{FifoTopic, FifoTopicHandle};
pub use kind::{FifoTopicArn, FunctionArn, QueueArn};
pub(crate) use topic::TopicKey;
pub use topic::{Topic, TopicHandle};
pub use topic_policy::{TopicPolicy, TopicPolicyHandle};
pub use topic_subscription::{TopicSubscription, TopicSubscriptionHandle};
