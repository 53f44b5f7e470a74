//! Two roles: one starts the containers, the other is what they are.

use terrane::prelude::*;

use crate::data::Data;
use crate::settings::Settings;

pub(crate) struct Roles {
    pub(crate) execution: ExecutionRoleHandle,
    pub(crate) task: RoleHandle,
}

pub(crate) fn declare(stack: &mut Stack, settings: &Settings, data: &Data, table: &TableHandle) -> Roles {
    let name = &settings.name("ecs-task-execution-role");
    let execution = ExecutionRole::new(name)
        .secrets_policy(settings.name("ecs-task-execution-secrets"))
        .tag("Name", name)
        .declare(stack, "ecs_task_execution");
    let name = &settings.name("ecs-task-role");
    let task = Role::for_ecs_tasks(name).tag("Name", name).declare(stack, "ecs_task");
    RolePolicy::new(settings.name("ecs-task-s3"), &task)
        .allow(data.bucket.read_write())
        .declare(stack, "ecs_task_s3");
    RolePolicy::new(settings.name("ecs-task-dynamodb"), &task)
        .allow(table.read())
        .declare(stack, "ecs_task_dynamodb");
    Roles { execution, task }
}
