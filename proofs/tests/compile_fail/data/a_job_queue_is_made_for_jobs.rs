//! writes: a replication group for jobs, without saying that it is for jobs
//! costs: it evicts jobs once its memory is full
//! elsewhere: nobody
//! stops: compile
use terrane_aws::QueueUrl;
use terrane_data::ReplicationGroupHandle;

fn queue(group: &ReplicationGroupHandle) -> QueueUrl {
    group.queue_url()
}

fn main() {}
