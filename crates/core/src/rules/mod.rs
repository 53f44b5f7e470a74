//! The rules that look at more than one resource.
//!
//! | file | holds |
//! |---|---|
//! | `check.rs` | every rule, one after the other |
//! | `dependencies.rs` | what depends on what |
//! | `terraform.rs` | names, files and providers that Terraform refuses |
//! | `marks.rs` | sensitive and ephemeral values |
//! | `allowances.rs` | what the author accepts |

mod allowances;
pub(crate) mod check;
mod dependencies;
mod marks;
mod terraform;
