//! writes: the id of a key where its ARN is wanted
//! costs: the policies that let tasks use the key name nothing: the first request is denied
//! elsewhere: nobody
//! stops: compile
use terrane_core::{Declare, Stack};
use terrane_data::{Bucket, KeyHandle};

fn bucket(stack: &mut Stack, key: &KeyHandle) {
    Bucket::new("jiki-storage").encrypted_with(&key.id()).declare(stack, "storage");
}

fn main() {}
