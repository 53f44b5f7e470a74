//! writes: a key's id where its ARN is wanted
//! costs: `apply` stops half way: CloudWatch Logs takes no id
//! elsewhere: apply
//! stops: compile

use terrane_core::Stack;
use terrane_data::KeyHandle;
use terrane_observability::{LogGroup, Retention};

fn logs(stack: &mut Stack, key: &KeyHandle) {
    stack.declare("web", LogGroup::new("/ecs/jiki-api-web", Retention::Days7).encrypted_with(&key.id()));
}

fn main() {}
