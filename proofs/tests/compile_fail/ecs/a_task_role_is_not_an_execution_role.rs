//! writes: the role of the program where the role of ECS itself is wanted
//! costs: no task starts: ECS may fetch neither the image nor the secrets
//! elsewhere: nobody
//! stops: compile
use terrane_compute::{Container, FargateSize, RoleHandle, TaskDefinition};

fn task(size: FargateSize, role: &RoleHandle, container: Container) -> TaskDefinition {
    TaskDefinition::new("web", size, role, container)
}

fn main() {}
