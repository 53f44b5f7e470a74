//! writes: port 80 for a container that does not run as root
//! costs: the program may not open the port: every task stops as soon as it starts
//! elsewhere: nobody
//! stops: compile
use terrane_compute::{Container, Image};
use terrane_core::Port;

fn container(image: Image) -> Container {
    Container::non_root("web", image, 1000).port(Port::HTTP)
}

fn main() {}
