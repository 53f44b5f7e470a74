//! What a topic and a FIFO topic have in common.

use terrane_aws::kind::KeyArn;
use terrane_aws::{Action, Statement, Tags};
use terrane_core::{Ref, ResourceType, Text};

use crate::FILE;

pub(super) const TOPIC: ResourceType = terrane_aws::resource("aws_sns_topic", FILE).named_once("name");

const DATA_KEY: Action<KeyArn> = Action::new("kms:GenerateDataKey");
const DECRYPT: Action<KeyArn> = Action::new("kms:Decrypt");

/// Name, key and tags.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) name: Text,
    pub(super) key: Option<Ref<KeyArn>>,
    pub(super) tags: Tags,
}

impl Settings {
    pub(super) fn new(name: impl Into<Text>) -> Self {
        Self { name: name.into(), key: None, tags: Tags::default() }
    }
}

/// The right to publish, and those to use the topic's key where it has one.
pub(super) fn publish_with_key(publish: Statement, key: Option<&Ref<KeyArn>>) -> Vec<Statement> {
    let with_key = key.map(|key| Statement::allow([DATA_KEY, DECRYPT], [key.clone()]));
    std::iter::once(publish).chain(with_key).collect()
}
