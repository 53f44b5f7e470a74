//! writes: a key's id where its ARN is wanted
//! costs: `apply` stops half way: CloudWatch Logs takes no id
//! elsewhere: apply
//! stops: compile

use terrane_core::{Declare, Stack};
use terrane_data::KeyHandle;
use terrane_observability::{LogGroup, Retention};

fn logs(stack: &mut Stack, key: &KeyHandle) {
    LogGroup::new("/ecs/jiki-api-web", Retention::Days7).encrypted_with(&key.id()).declare(stack, "web");
}

fn main() {}
