//! writes: a database without its credentials
//! costs: `apply` stops: RDS wants a user and a password
//! elsewhere: apply
//! stops: compile

use terrane_core::literal;
use terrane_data::{AcuRange, AuroraCluster, AuroraEngine};

fn main() {
    let engine = AuroraEngine::postgresql("16.6");
    let cluster = AuroraCluster::serverless("jiki-production", engine, literal!(AcuRange, 0.5, 1.0));
}
