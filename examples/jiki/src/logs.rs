//! Log groups: those of the containers, and those that AWS would otherwise make by itself, without retention.

use terrane::prelude::*;

use crate::settings::Settings;

pub(crate) struct Logs {
    pub(crate) web: LogGroupHandle,
    pub(crate) sidekiq: LogGroupHandle,
    pub(crate) postgresql: LogGroupHandle,
    pub(crate) container_insights: LogGroupHandle,
    pub(crate) flow: Option<LogGroupHandle>,
}

pub(crate) fn declare(stack: &mut Stack, settings: &Settings, key: &KeyHandle) -> Logs {
    let mut group = |label: &str, group: LogGroup| {
        group
            .encrypted_with(key)
            .amend(|it| it.skip_checkov("CKV_AWS_338", "a week is what the plan keeps and pays for"))
            .declare(stack, label)
    };
    let container = |service: &str| {
        let service = settings.name(service);
        LogGroup::new(format!("/ecs/{service}"), Retention::Days7).tag("Name", format!("{service}-logs"))
    };
    let name = settings.stack_name();
    Logs {
        web: group("web", container("api-web")),
        sidekiq: group("sidekiq", container("api-sidekiq")),
        postgresql: group("postgresql", LogGroup::aurora(&name, "postgresql", Retention::Days7)),
        flow: settings
            .declares_network()
            .then(|| group("flow", LogGroup::new(format!("/vpc/{}", settings.prefix), Retention::Days7))),
        container_insights: group(
            "container_insights",
            LogGroup::container_insights(&name, Retention::Days7),
        ),
    }
}
