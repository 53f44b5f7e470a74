//! writes: a log group's ARN where a container wants its name
//! costs: tasks stop before they start: `ResourceInitializationError`
//! elsewhere: nobody
//! stops: compile

use terrane_compute::Container;
use terrane_aws::Region;
use terrane_observability::LogGroupHandle;

fn logged(container: Container, group: &LogGroupHandle) -> Container {
    container.logs(&group.arn(), &Region::EU_WEST_1, "ecs")
}

fn main() {}
