//! The key of a certificate.

use terrane_core::Expr;

/// The key of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyAlgorithm {
    /// RSA of 2048 bits. The default.
    Rsa2048,
    /// The elliptic curve P-256: smaller handshakes, and known to every current client.
    EcP256,
    /// The elliptic curve P-384.
    EcP384,
}

impl From<KeyAlgorithm> for Expr {
    fn from(algorithm: KeyAlgorithm) -> Self {
        match algorithm {
            KeyAlgorithm::Rsa2048 => "RSA_2048".into(),
            KeyAlgorithm::EcP256 => "EC_prime256v1".into(),
            KeyAlgorithm::EcP384 => "EC_secp384r1".into(),
        }
    }
}
