//! writes: a password in the program: one that RDS refuses (`a@/"`), and that everybody may read in the state
//! costs: RDS refuses it at apply, and `@` and `/` break a URL; the state keeps it for ever
//! elsewhere: apply
//! stops: compile
use terrane_data::Credentials;

fn main() {
    let credentials = Credentials::stored("jiki", "a@/\"");
    println!("{credentials:?}");
}
