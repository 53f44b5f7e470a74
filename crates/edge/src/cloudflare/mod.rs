//! Cloudflare: the provider, zones and DNS records.
//!
//! | Terraform | here |
//! |---|---|
//! | `cloudflare_dns_record` | [`DnsRecord`] |
//! | `data "cloudflare_zone"` | [`CloudflareZoneLookup`] |

mod dns_record;
mod provider;
mod zone;

pub(crate) use dns_record::DNS_RECORD;
pub use dns_record::{DnsRecord, DnsRecordHandle, Ttl};
pub use provider::CLOUDFLARE;
pub use zone::{AsCloudflareZone, CloudflareZone, CloudflareZoneHandle, CloudflareZoneLookup};
