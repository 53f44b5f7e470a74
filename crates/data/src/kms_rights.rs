//! What whoever uses encrypted data must be allowed to do with its key.

use terrane_core::kind::KeyArn;
use terrane_core::{Action, Ref, Statement};

const DECRYPT: Action<KeyArn> = Action::new("kms:Decrypt");
const GENERATE_DATA_KEY: Action<KeyArn> = Action::new("kms:GenerateDataKey");

/// To read.
pub(crate) fn read(key: Option<&Ref<KeyArn>>) -> Option<Statement> {
    key.map(|key| Statement::allow([DECRYPT], [key.clone()]))
}

/// To read and to write.
pub(crate) fn read_write(key: Option<&Ref<KeyArn>>) -> Option<Statement> {
    key.map(|key| Statement::allow([DECRYPT, GENERATE_DATA_KEY], [key.clone()]))
}
