//! writes: capitals in the name of a bucket
//! costs: S3 refuses it at apply
//! elsewhere: apply
//! stops: const
use terrane_core::{Name, literal};
use terrane_data::Bucket;

fn main() {
    let name = literal!(Name, Bucket::NAME, "Jiki-Storage");
    println!("{name:?}");
}
