//! writes: a log group's ARN where its name is wanted (observability to compute)
//! costs: no task starts: `awslogs` looks for a group of that name
//! elsewhere: nobody
//! stops: compile
use terrane_compute::Container;
use terrane_aws::Region;
use terrane_observability::LogGroupHandle;

fn logging(container: Container, group: &LogGroupHandle) -> Container {
    container.logs(&group.arn(), &Region::EU_WEST_1, "ecs")
}

fn main() {}
