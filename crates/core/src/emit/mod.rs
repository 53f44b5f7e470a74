//! From the checked stack to the text of its files.
//!
//! | file | holds |
//! |---|---|
//! | `terraform.rs` | what is emitted: names of files and their text |
//! | `resource.rs` | one declared resource as text |
//! | `files.rs` | `terraform.tf`, variables, outputs |
//! | `header.rs` | the first line of every file |

mod files;
pub(crate) mod header;
mod resource;
pub(crate) mod terraform;
