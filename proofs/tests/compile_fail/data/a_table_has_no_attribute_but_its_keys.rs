//! writes: a DynamoDB attribute that is no key
//! costs: DynamoDB refuses the table
//! elsewhere: plan
//! stops: compile
use terrane_data::{KeyAttribute, Table};

fn table() -> Table {
    Table::new("jiki-config", KeyAttribute::string("id")).attribute("value", "S")
}

fn main() {}
