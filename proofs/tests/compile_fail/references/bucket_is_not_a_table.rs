//! writes: a bucket where a table is wanted
//! costs: `apply` stops half way: `ResourceNotFoundException`
//! elsewhere: apply
//! stops: compile

use terrane_core::{Declare, Stack};
use terrane_data::{Attributes, BucketHandle, TableItem};

fn item(stack: &mut Stack, storage: &BucketHandle) {
    let attributes = Attributes::new().set("value", "https://jiki.io");
    TableItem::new(storage, "frontend_base_url", attributes).declare(stack, "frontend_base_url");
}

fn main() {}
