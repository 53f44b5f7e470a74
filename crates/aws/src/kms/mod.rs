//! KMS: keys of one's own.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_kms_key`, `aws_kms_key_policy`, `aws_kms_alias` | [`Key`] |

mod key;
mod key_policy;
mod rights;

pub use key::{Key, KeyHandle};
pub use key_policy::KeyPolicy;
pub use rights::{read, read_write};
