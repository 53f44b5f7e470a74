//! writes: the value of a secret in a container's environment, instead of the secret (data to compute)
//! costs: the state and the ECS console show it
//! elsewhere: nobody
//! stops: compile
use terrane_aws::Environment;
use terrane_data::SecretReadingHandle;

fn web(password: &SecretReadingHandle) -> Environment {
    Environment::new().set("DATABASE_PASSWORD", password.value())
}

fn main() {}
