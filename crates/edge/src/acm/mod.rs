//! AWS Certificate Manager: certificates, and their validation through DNS records in Cloudflare.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_acm_certificate` | [`Certificate`] |
//! | `data "aws_acm_certificate"` | [`CertificateLookup`] |
//! | `aws_acm_certificate_validation` | [`CertificateValidation`] |

mod certificate;
mod certificate_lookup;
mod certificate_validation;
mod key_algorithm;

pub use certificate::{Certificate, CertificateHandle};
pub use certificate_lookup::{CertificateLookup, CertificateLookupHandle};
pub use certificate_validation::{CertificateValidation, CertificateValidationHandle};
pub use key_algorithm::KeyAlgorithm;
