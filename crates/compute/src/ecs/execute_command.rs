//! ECS Exec: a shell in a running container.

use terrane_aws::kind::{KeyArn, LogGroupArn};
use terrane_aws::{Action, ActionTarget, Statement};
use terrane_core::{Kind, Ref, Text};

/// The channels of Systems Manager have no ARN that a policy could name.
enum Channel {}
impl Kind for Channel {
    const NOUN: &'static str = "session channel";
}
impl ActionTarget for Channel {}

/// What a task role must be allowed so that `aws ecs execute-command` reaches its containers.
///
/// [`Service::execute_command`](crate::Service::execute_command) adds it by itself. This is for tasks that
/// are started without a service.
#[doc(alias = "ECS Exec")]
pub fn execute_command_rights() -> Vec<Statement> {
    const MESSAGES: [Action<Channel>; 4] = [
        Action::new("ssmmessages:CreateControlChannel"),
        Action::new("ssmmessages:CreateDataChannel"),
        Action::new("ssmmessages:OpenControlChannel"),
        Action::new("ssmmessages:OpenDataChannel"),
    ];
    vec![Statement::allow_on_everything(MESSAGES)]
}

/// What the task role needs beside, where the cluster encrypts sessions or records them in a log group.
pub(super) fn cluster_rights(
    key: Option<&Ref<KeyArn>>,
    log_group: Option<&Ref<LogGroupArn>>,
) -> Vec<Statement> {
    const DECRYPT: Action<KeyArn> = Action::new("kms:Decrypt");
    const DESCRIBE: Action<LogGroupArn> = Action::new("logs:DescribeLogGroups");
    const WRITE: [Action<LogGroupArn>; 3] = [
        Action::new("logs:CreateLogStream"),
        Action::new("logs:DescribeLogStreams"),
        Action::new("logs:PutLogEvents"),
    ];
    let mut statements = Vec::new();
    if let Some(key) = key {
        statements.push(Statement::allow([DECRYPT], [key.clone()]));
    }
    if let Some(group) = log_group {
        statements.push(Statement::allow_on_everything([DESCRIBE]));
        // The streams of a group have the group's ARN, and `:*` behind it.
        let streams = Text::from(group).then(":*");
        statements.push(Statement::allow(WRITE, [Ref::from_expr(streams.into())]));
    }
    statements
}
