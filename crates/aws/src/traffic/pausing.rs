//! What pauses while it is idle, and the health checks that keep it from it.

use std::collections::HashSet;

use terrane_core::{Fact, Facts, Handle, Node, Problem, Ref, Report, Stack};

/// The resource pauses while it is idle.
struct Pauses;

/// The resource's health check queries another one every time.
struct HealthCheckQueries(Node);

impl Fact for Pauses {}

impl Fact for HealthCheckQueries {
    fn check(facts: &Facts, report: &mut Report) {
        let pausing: HashSet<&Node> = facts.recorded::<Pauses>().map(|(node, _)| node).collect();
        for (checker, HealthCheckQueries(queried)) in facts.recorded() {
            if pausing.contains(queried) {
                report.add(
                    checker,
                    Problem::error(
                        "probe-keeps-awake",
                        format!(
                            "this health check queries `{}` every time, which then never pauses",
                            queried.address()
                        ),
                        "check a path that does not query the database, or give it a minimum above 0",
                    ),
                );
            }
        }
    }
}

/// Records that a resource pauses while it is idle.
pub fn pauses_when_idle(stack: &mut Stack, handle: &impl Handle) {
    stack.record(handle, Pauses);
}

/// Records that a health check queries `target` every time, and so keeps it awake.
pub fn health_check_queries<K>(stack: &mut Stack, checker: &impl Handle, target: &Ref<K>) {
    if let Some(target) = stack.declaration(target) {
        stack.record(checker, HealthCheckQueries(target));
    }
}
