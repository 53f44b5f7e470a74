//! writes: an ACU that is no half step: 0.75
//! costs: RDS refuses the cluster at apply
//! elsewhere: apply
//! stops: const
use terrane_core::literal;
use terrane_data::AcuRange;

fn main() {
    let range = literal!(AcuRange, 0.75, 1.0);
    println!("{range:?}");
}
