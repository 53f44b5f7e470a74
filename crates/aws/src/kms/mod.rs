//! KMS: keys of one's own.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_kms_key` | [`Key`] |
//! | `aws_kms_key_policy` | [`Key`] |
//! | `aws_kms_alias` | [`Key`], with [`Key::alias`] |
//! | `data "aws_caller_identity"` | [`Key`], for its policy |

mod key;
mod key_policy;
mod rights;

pub use key::{Key, KeyHandle};
pub use key_policy::KeyPolicy;
pub use rights::{read, read_write};
