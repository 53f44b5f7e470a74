//! writes: capitals in the name of a repository
//! costs: ECR refuses it at apply
//! elsewhere: apply
//! stops: const
use terrane_compute::REPOSITORY_NAME;
use terrane_core::{Name, literal};

fn main() {
    let name = literal!(Name, REPOSITORY_NAME, "Jiki");
    println!("{name:?}");
}
