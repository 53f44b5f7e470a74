//! DynamoDB: tables, their indexes, and items that Terraform writes.
//!
//! | Terraform | here |
//! |---|---|
//! | `aws_dynamodb_table` | [`Table`] |
//! | `data "aws_dynamodb_table"` | [`TableLookup`] |
//! | `aws_dynamodb_table_item` | [`TableItem`] |

pub mod action;
mod attribute_value;
mod billing;
mod global_index;
mod key_attribute;
mod local_index;
mod name;
mod projection;
mod stream_view;
mod table;
mod table_handle;
mod table_item;
mod table_lookup;
mod table_rules;

pub use attribute_value::{AttributeValue, Attributes};
pub use billing::TableCapacity;
pub use global_index::GlobalIndex;
pub use key_attribute::KeyAttribute;
pub use local_index::LocalIndex;
pub use stream_view::StreamView;
pub use table::Table;
pub use table_handle::{TableHandle, TableStreamArn};
pub use table_item::TableItem;
pub use table_lookup::TableLookup;
