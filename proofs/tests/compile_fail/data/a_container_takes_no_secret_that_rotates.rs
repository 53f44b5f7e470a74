//! writes: a secret that RDS rotates in a container's environment (data to compute)
//! costs: a container reads its environment once: after the first rotation no connection succeeds
//! elsewhere: nobody
//! stops: compile
use terrane_aws::{Environment, RotatingSecret};

fn web(password: RotatingSecret) -> Environment {
    Environment::new().set("DATABASE_PASSWORD", password)
}

fn main() {}
