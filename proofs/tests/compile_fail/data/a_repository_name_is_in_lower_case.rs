//! writes: capitals in the name of a repository
//! costs: ECR refuses it at apply
//! elsewhere: apply
//! stops: const
use terrane_compute::Repository;
use terrane_core::{Name, literal};

fn main() {
    let name = literal!(Name, Repository::NAME, "Jiki");
    println!("{name:?}");
}
