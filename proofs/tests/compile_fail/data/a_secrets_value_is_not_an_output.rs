//! writes: the value of a secret as an output
//! costs: the state and everybody's terminal keep it
//! elsewhere: nobody
//! stops: compile
use terrane_core::Stack;
use terrane_data::SecretReadingHandle;

fn show(stack: &mut Stack, password: &SecretReadingHandle) {
    stack.output("database_password", password.value());
}

fn main() {}
