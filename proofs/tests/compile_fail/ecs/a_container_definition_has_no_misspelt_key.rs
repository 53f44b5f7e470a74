//! writes: a misspelt key in a container definition
//! costs: in JSON it is ignored: here, a container without any of its environment
//! elsewhere: nobody
//! stops: compile
use terrane_compute::Container;
use terrane_aws::Environment;

fn configured(container: Container, environment: Environment) -> Container {
    container.enviroment(environment)
}

fn main() {}
