//! Roles that tasks run as must trust ECS.

use terrane_core::Problem;

/// `role` is what the role is for: a task role, or an execution role.
pub(super) fn not_for_tasks(role: &str) -> Problem {
    Problem::error(
        "role-not-for-tasks",
        format!("the {role} does not trust `ecs-tasks.amazonaws.com`, so no task can start as it"),
        "make it with `Role::for_ecs_tasks(…)`; `.trust(…)` adds others whom it trusts",
    )
}
