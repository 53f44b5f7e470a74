//! writes: an ECR rule on `any` image that is not the last
//! costs: `apply` stops half way: ECR refuses the policy
//! elsewhere: apply
//! stops: compile

use terrane_compute::RepositoryLifecycle;
use terrane_core::Days;

fn main() {
    let lifecycle = RepositoryLifecycle::new().keep_last_of_any(10).expire_untagged(Days(7));
}
