//! writes: an S3 action on a table
//! costs: the statement grants nothing: the first request is denied
//! elsewhere: nobody
//! stops: compile
use terrane_aws::Statement;
use terrane_data::{TableHandle, s3_action};

fn rights(table: &TableHandle) -> Statement {
    Statement::allow([s3_action::GET_OBJECT], [table.arn()])
}

fn main() {}
