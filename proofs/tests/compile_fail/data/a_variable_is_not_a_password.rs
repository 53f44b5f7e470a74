//! writes: a database's password from an ordinary variable
//! costs: the state keeps it, and whoever reads the state connects to the database
//! elsewhere: nobody
//! stops: compile
use terrane_core::{Stack, Variable};
use terrane_data::Credentials;

fn credentials(stack: &mut Stack) -> Credentials {
    let password = stack.variable(Variable::text("password", "example").sensitive());
    Credentials::stored("jiki", &password)
}

fn main() {}
