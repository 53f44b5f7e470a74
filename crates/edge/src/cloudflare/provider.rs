//! The Cloudflare provider.

use terrane_core::ProviderSource;

/// cloudflare/cloudflare, `~> 5`. The API token comes from the environment (`CLOUDFLARE_API_TOKEN`).
///
/// A stack that declares something of Cloudflare needs no more than that. With arguments:
///
/// ```
/// use terrane_core::{Provider, Stack};
/// use terrane_edge::CLOUDFLARE;
///
/// let mut stack = Stack::new("docs");
/// stack.provider(Provider::new(&CLOUDFLARE).attribute("api_user_service_key", "v1.0-example"));
/// ```
pub const CLOUDFLARE: ProviderSource = ProviderSource::new("cloudflare", "cloudflare/cloudflare", "~> 5.0");
