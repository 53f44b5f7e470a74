//! What the layer emits and what it reports.

mod balancers;
mod common;
mod dns;
mod emitted;
mod listeners;
