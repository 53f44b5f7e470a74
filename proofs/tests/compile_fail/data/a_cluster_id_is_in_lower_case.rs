//! writes: capitals in the id of an Aurora cluster
//! costs: RDS would keep it in lower case, and every plan would want to replace the database
//! elsewhere: validate
//! stops: const
use terrane_core::{Name, literal};
use terrane_data::AuroraCluster;

fn main() {
    let name = literal!(Name, AuroraCluster::IDENTIFIER, "Jiki");
    println!("{name:?}");
}
