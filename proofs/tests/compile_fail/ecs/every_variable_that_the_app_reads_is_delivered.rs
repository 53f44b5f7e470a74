//! writes: a container without one of the environment variables that its program reads
//! costs: the program fails when it starts, or later, when it first asks for it
//! elsewhere: nobody
//! stops: compile
use terrane_aws::{Secret, environment};
use terrane_core::{Port, Text};

environment! {
    struct Web {
        database_host: Text = "DATABASE_HOST",
        database_port: Port = "DATABASE_PORT",
        database_password: Secret = "DATABASE_PASSWORD",
    }
}

fn web(host: Text, password: Secret) -> Web {
    Web { database_host: host, database_password: password }
}

fn main() {}
