//! Secrets Manager: secrets, passwords that Terraform generates and forgets, and values that it reads.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_secretsmanager_secret` | [`DeclaredSecret`], [`GeneratedSecret`] |
//! | `aws_secretsmanager_secret_version` | [`GeneratedSecret`] |
//! | `ephemeral "random_password"` | [`GeneratedSecret`] |
//! | `ephemeral "aws_secretsmanager_secret_version"` | [`SecretReading`], [`GeneratedSecret`] |

mod declared_secret;
mod generated_secret;
mod password;
mod secret_reading;
mod stored_password;

pub use declared_secret::{DeclaredSecret, DeclaredSecretHandle};
pub use generated_secret::{GeneratedSecret, GeneratedSecretHandle, RANDOM};
pub use password::Password;
pub use secret_reading::{SecretReading, SecretReadingHandle};
pub use stored_password::StoredPassword;
