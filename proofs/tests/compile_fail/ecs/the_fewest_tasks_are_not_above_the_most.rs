//! writes: a minimum capacity above the maximum
//! costs: Application Auto Scaling refuses it at apply
//! elsewhere: apply
//! stops: const
use terrane_compute::TaskCount;
use terrane_core::literal;

fn main() {
    let count = literal!(TaskCount, 4, 1);
    println!("{count:?}");
}
