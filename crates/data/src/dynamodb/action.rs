//! Actions of DynamoDB, by what they apply to.

use terrane_aws::Action;
use terrane_aws::kind::{TableArn, TableIndexArn};

/// Reads an item.
pub const GET_ITEM: Action<TableArn> = Action::new("dynamodb:GetItem");
/// Reads several items.
pub const BATCH_GET_ITEM: Action<TableArn> = Action::new("dynamodb:BatchGetItem");
/// Finds items by key.
pub const QUERY: Action<TableArn> = Action::new("dynamodb:Query");
/// Reads all items.
pub const SCAN: Action<TableArn> = Action::new("dynamodb:Scan");
/// Asserts something of an item in a transaction.
pub const CONDITION_CHECK_ITEM: Action<TableArn> = Action::new("dynamodb:ConditionCheckItem");
/// Writes an item.
pub const PUT_ITEM: Action<TableArn> = Action::new("dynamodb:PutItem");
/// Changes an item.
pub const UPDATE_ITEM: Action<TableArn> = Action::new("dynamodb:UpdateItem");
/// Deletes an item.
pub const DELETE_ITEM: Action<TableArn> = Action::new("dynamodb:DeleteItem");
/// Writes and deletes several items.
pub const BATCH_WRITE_ITEM: Action<TableArn> = Action::new("dynamodb:BatchWriteItem");
/// Tells how the table is set up.
pub const DESCRIBE_TABLE: Action<TableArn> = Action::new("dynamodb:DescribeTable");
/// Finds items by the key of an index.
pub const QUERY_INDEX: Action<TableIndexArn> = Action::new("dynamodb:Query");
/// Reads all of an index.
pub const SCAN_INDEX: Action<TableIndexArn> = Action::new("dynamodb:Scan");
