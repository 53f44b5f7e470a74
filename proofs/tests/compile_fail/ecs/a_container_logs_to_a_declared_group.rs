//! writes: the name of a log group that is not declared (observability to compute)
//! costs: no task starts: the execution role may write to log groups, not make them
//! elsewhere: nobody
//! stops: compile
use terrane_compute::Container;
use terrane_aws::Region;

fn logging(container: Container) -> Container {
    container.logs("/ecs/jiki-web", &Region::EU_WEST_1, "ecs")
}

fn main() {}
