//! The users of a cache, which are declared elsewhere.

use terrane_core::Kind;

/// The id of an ElastiCache user group.
#[derive(Clone, Copy, Debug)]
pub enum CacheUserGroupId {}

impl Kind for CacheUserGroupId {
    const NOUN: &'static str = "ElastiCache user group id";
}
