//! Two roles: one starts the containers, the other is what they are.

use terrane_compute::{ExecutionRole, ExecutionRoleHandle, Role, RoleHandle, RolePolicy};
use terrane_core::Stack;
use terrane_data::TableHandle;

use crate::data::Data;
use crate::settings::Settings;

pub(crate) struct Roles {
    pub(crate) execution: ExecutionRoleHandle,
    pub(crate) task: RoleHandle,
}

pub(crate) fn declare(stack: &mut Stack, settings: &Settings, data: &Data, table: &TableHandle) -> Roles {
    let name = settings.name("ecs-task-execution-role");
    let execution = ExecutionRole::new(name.clone())
        .secrets_policy(settings.name("ecs-task-execution-secrets"))
        .tag("Name", name);
    let name = settings.name("ecs-task-role");
    let task = Role::for_ecs_tasks(name.clone()).tag("Name", name);
    let execution = stack.declare("ecs_task_execution", execution);
    let task = stack.declare("ecs_task", task);
    stack.declare(
        "ecs_task_s3",
        RolePolicy::new(settings.name("ecs-task-s3"), &task).allow(data.bucket.read_write()),
    );
    stack.declare(
        "ecs_task_dynamodb",
        RolePolicy::new(settings.name("ecs-task-dynamodb"), &task).allow(table.read()),
    );
    Roles { execution, task }
}
