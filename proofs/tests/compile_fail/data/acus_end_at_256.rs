//! writes: an ACU out of range: 300
//! costs: RDS refuses the cluster
//! elsewhere: validate
//! stops: const
use terrane_core::literal;
use terrane_data::AcuRange;

fn main() {
    let range = literal!(AcuRange, 1.0, 300.0);
    println!("{range:?}");
}
