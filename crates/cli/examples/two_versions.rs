//! Two versions of one stack, with so many files that a run can be interrupted while it writes them. The
//! tests do that.
//!
//! `cargo run --example two_versions -- --env first --out /tmp/out`, then `--env second`: some files change,
//! some go, some are new.

use std::ops::Range;
use std::process::ExitCode;

use terrane_cli::Project;
use terrane_core::{Body, ProviderSource, ResourceType, Stack};

const FILES: usize = 48;
const IN_EACH_FILE: usize = 30;

const AWS: ProviderSource = ProviderSource::new("aws", "hashicorp/aws", ">= 5.100, < 7");

fn version(files: Range<usize>, cidr: &'static str) -> Stack {
    let mut stack = Stack::new("two-versions");
    for file in files {
        let name: &'static str = format!("part_{file:02}").leak();
        let kind: &'static ResourceType =
            Box::leak(Box::new(ResourceType::resource("aws_vpc", name).of_provider(&AWS)));
        for number in 0..IN_EACH_FILE {
            let mut body = Body::new();
            body.set("cidr_block", cidr);
            stack.add(kind, &format!("{name}_{number}"), body);
        }
    }
    stack
}

fn main() -> ExitCode {
    let project = Project::new("two_versions", env!("CARGO_MANIFEST_DIR"))
        .folder("../../target/two_versions")
        .environment("first", || version(0..FILES - 8, "10.0.0.0/16"))
        .environment("second", || version(8..FILES, "10.1.0.0/16"));
    terrane_cli::main([project])
}
