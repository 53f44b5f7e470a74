//! writes: a port below 1024 where an unprivileged one is wanted
//! costs: a program that is not root may not open it: every task stops as soon as it starts
//! elsewhere: nobody
//! stops: const
use terrane_core::{UnprivilegedPort, literal};

fn main() {
    let port = literal!(UnprivilegedPort, 80);
    println!("{port:?}");
}
