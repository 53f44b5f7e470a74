//! Jiki.
