//! writes: a minimum of ACUs above the maximum
//! costs: RDS refuses the cluster at apply
//! elsewhere: apply
//! stops: const
use terrane_core::literal;
use terrane_data::AcuRange;

fn main() {
    let range = literal!(AcuRange, 4.0, 1.0);
    println!("{range:?}");
}
