//! The registry, the cluster and its two services.

use terrane::prelude::*;

use crate::containers;
use crate::data::Data;
use crate::edge::Edge;
use crate::identity::Roles;
use crate::logs::Logs;
use crate::network::Networking;
use crate::settings::Settings;

/// What the services take from the other layers.
pub(crate) struct Needs<'a> {
    pub(crate) network: &'a Networking,
    pub(crate) logs: &'a Logs,
    pub(crate) data: &'a Data,
    pub(crate) table: &'a TableHandle,
    pub(crate) edge: &'a Edge,
    pub(crate) roles: &'a Roles,
    pub(crate) key: &'a KeyHandle,
}

pub(crate) struct Services {
    pub(crate) repository: RepositoryHandle,
    pub(crate) cluster: ClusterHandle,
    pub(crate) web: ServiceHandle,
    pub(crate) sidekiq: ServiceHandle,
}

/// The user that the image runs as.
const RAILS_UID: u32 = 1000;
const WRITABLE_ROOT: &str = "Rails writes below its own folder; the image decides where, not this stack";
const PUBLIC_ADDRESS: &str =
    "without a NAT gateway (35 USD a month and zone) a public address is the way to the registry";

pub(crate) fn declare(stack: &mut Stack, settings: &Settings, needs: &Needs<'_>) -> Services {
    let repository = Repository::new(format!("{}/api", settings.prefix))
        .encrypted_with(needs.key)
        .lifecycle(RepositoryLifecycle::new().keep_last_of_any(10))
        .tag("Name", settings.name("api"))
        .declare(stack, "api");
    let image = repository.image(ImageTag::variable(stack, "image_tag", "3f2a91c"));
    let cluster = Cluster::new(settings.stack_name())
        .container_insights(ContainerInsights::Enabled, &needs.logs.container_insights)
        .tag("Name", settings.stack_name())
        .declare(stack, "main");

    let web = web(stack, settings, needs, &cluster, image.clone());
    let sidekiq = sidekiq(stack, settings, needs, &cluster, image);
    Services { repository, cluster, web, sidekiq }
}

fn web(
    stack: &mut Stack,
    settings: &Settings,
    needs: &Needs<'_>,
    cluster: &ClusterHandle,
    image: Image,
) -> ServiceHandle {
    let name = &settings.name("api-web");
    let up = format!("http://localhost:{}/up", settings.web_port.port().number());
    let container = Container::non_root("web", image, RAILS_UID)
        .port(settings.web_port)
        .environment(containers::web(settings, needs.data, needs.table))
        .health_check(
            HealthCheck::exec(["curl".into(), "-f".into(), Text::from(up)])
                .interval(Seconds(30))
                .timeout(Seconds(5))
                .retries(3)
                .start_period(Seconds(60)),
        )
        .logs(&needs.logs.web, &settings.region, "ecs");
    let task = TaskDefinition::new(name, literal!(FargateSize, 512, 1024), &needs.roles.execution, container)
        .task_role(&needs.roles.task)
        .tag("Name", name)
        .amend(|it| it.skip_checkov("CKV_AWS_336", WRITABLE_ROOT))
        .declare(stack, "web");
    let placement = Placement::public(&needs.network.subnets, &needs.network.web);
    let service = Service::new(name, cluster, &task, placement)
        .desired_count(settings.web_tasks.min())
        // Migrations run before the server answers.
        .register_with(&needs.edge.forwarded, Seconds(300))
        .deployment_minimum_healthy_percent(Percent(100))
        .deployment_maximum_percent(Percent(200))
        .tag("Name", name)
        .amend(|it| it.skip_checkov("CKV_AWS_333", PUBLIC_ADDRESS))
        .declare(stack, "web");
    ServiceScaling::new(&service, settings.web_tasks)
        .on_cpu(settings.name("web-cpu-autoscaling"), Percent(70))
        .scale_in_cooldown(Seconds(300))
        .scale_out_cooldown(Seconds(60))
        .declare(stack, "web");
    service
}

fn sidekiq(
    stack: &mut Stack,
    settings: &Settings,
    needs: &Needs<'_>,
    cluster: &ClusterHandle,
    image: Image,
) -> ServiceHandle {
    let name = &settings.name("api-sidekiq");
    let container = Container::non_root("sidekiq", image, RAILS_UID)
        .command(["bundle", "exec", "sidekiq"])
        .environment(containers::worker(settings, needs.data, needs.table))
        .logs(&needs.logs.sidekiq, &settings.region, "ecs");
    // A check of the process would miss a worker that hangs. So the worker touches a file, and the check
    // fails where the file is missing (`find` itself fails) or was not touched for two minutes (`false`
    // runs).
    let container = if settings.worker_heartbeat {
        let stale = ["find", "/tmp/sidekiq-heartbeat", "-mmin", "+2", "-exec", "false", "{}", "+"];
        container.health_check(HealthCheck::exec(stale).interval(Seconds(60)).start_period(Seconds(120)))
    } else {
        container
    };
    let task = TaskDefinition::new(name, literal!(FargateSize, 256, 512), &needs.roles.execution, container)
        .task_role(&needs.roles.task)
        .tag("Name", name)
        .amend(|it| it.skip_checkov("CKV_AWS_336", WRITABLE_ROOT))
        .declare(stack, "sidekiq");
    let placement = Placement::public(&needs.network.subnets, &needs.network.worker);
    Service::new(name, cluster, &task, placement)
        .desired_count(1)
        .tag("Name", name)
        .amend(|it| it.skip_checkov("CKV_AWS_333", PUBLIC_ADDRESS))
        .declare(stack, "sidekiq")
}
