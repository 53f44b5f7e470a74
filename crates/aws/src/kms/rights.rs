//! What a principal that uses encrypted data must be allowed to do with its key.

use terrane_core::Ref;

use crate::iam::{Action, Statement};
use crate::kind::KeyArn;

const DECRYPT: Action<KeyArn> = Action::new("kms:Decrypt");
const GENERATE_DATA_KEY: Action<KeyArn> = Action::new("kms:GenerateDataKey");

/// The right to decrypt with a key of one's own, where there is one: for what reads.
pub fn read(key: Option<&Ref<KeyArn>>) -> Option<Statement> {
    key.map(|key| Statement::allow([DECRYPT], [key.clone()]))
}

/// The rights to decrypt and to encrypt with a key of one's own, where there is one: for what reads and
/// writes.
pub fn read_write(key: Option<&Ref<KeyArn>>) -> Option<Statement> {
    key.map(|key| Statement::allow([DECRYPT, GENERATE_DATA_KEY], [key.clone()]))
}
