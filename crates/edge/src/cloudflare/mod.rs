//! Cloudflare: the provider, zones and DNS records.
//!
//! | Terraform | here |
//! |---|---|
//! | `cloudflare_dns_record` | [`DnsRecord`] |
//! | `data "cloudflare_zone"` | [`CloudflareZoneLookup`] |

mod dns_record;
mod dns_record_rules;
mod provider;
mod record_type;
mod ttl;
mod txt_content;
mod zone;
mod zone_lookup;

pub(crate) use dns_record::DNS_RECORD;
pub use dns_record::{DnsRecord, DnsRecordHandle};
pub use provider::CLOUDFLARE;
pub use ttl::Ttl;
pub use txt_content::TxtContent;
pub use zone::{AsCloudflareZone, CloudflareZone};
pub use zone_lookup::{CloudflareZoneHandle, CloudflareZoneLookup};
