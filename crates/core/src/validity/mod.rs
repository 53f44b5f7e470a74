//! What a name and a literal may be, and what is said of what is wrong: the ground, which knows nothing of
//! the rest.
//!
//! | file | holds |
//! |---|---|
//! | `problem.rs` | problems, how much they matter, and the error of a value that is refused |
//! | `literal.rs` | literals that are checked while compiling |
//! | `name.rs` | rules about names, each stated once |

pub(crate) mod literal;
pub(crate) mod name;
pub(crate) mod problem;
