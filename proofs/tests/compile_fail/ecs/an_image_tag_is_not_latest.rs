//! writes: `latest` in a repository whose tags are immutable
//! costs: the second push fails; where tags are mutable, nobody knows what runs, and a rollback rolls nothing back
//! elsewhere: nobody
//! stops: const
use terrane_compute::ImageTag;
use terrane_core::literal;

fn main() {
    let tag = literal!(ImageTag, "latest");
    println!("{tag:?}");
}
