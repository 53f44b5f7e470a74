//! writes: CPU and memory that Fargate does not offer together: 256 with 4096
//! costs: ECS refuses the task definition at apply, when half of the stack is there
//! elsewhere: apply
//! stops: const
use terrane_compute::FargateSize;
use terrane_core::literal;

fn main() {
    let size = literal!(FargateSize, 256, 4096);
    println!("{size:?}");
}
