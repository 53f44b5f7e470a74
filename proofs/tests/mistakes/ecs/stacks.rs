//! The stacks of the mistakes with ECS.

use terrane_aws::{Environment, Principal, Region};
use terrane_compute::{
    Cluster, Container, ContainerCondition, ContainerInsights, ExecutionRole, ExecutionRoleHandle,
    FargateSize, HealthCheck, Image, ImageTag, Placement, Role, Service, ServiceHandle, ServiceScaling,
    TaskCount, TaskDefinition,
};
use terrane_core::{Declare, Percent, Seconds, Stack, literal};
use terrane_data::DeclaredSecret;
use terrane_observability::{LogGroup, Retention};

use crate::service::{PORT, container, forwarded, group, service, subnets};

const SIZE: FargateSize = FargateSize::literal(256, 512);

fn image() -> Image {
    Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"))
}

/// A container that listens nowhere.
fn worker(name: &'static str) -> Container {
    Container::non_root(name, image(), 1000)
}

fn running(stack: &mut Stack, container: Container) {
    service(stack, container, &group(), |service| service);
}

fn serving(stack: &mut Stack, change: impl FnOnce(Service) -> Service) -> ServiceHandle {
    service(stack, container(), &group(), change)
}

fn execution(stack: &mut Stack) -> ExecutionRoleHandle {
    ExecutionRole::new("jiki-execution").declare(stack, "execution")
}

/// A task definition of which more is said.
fn task(stack: &mut Stack, change: impl FnOnce(TaskDefinition) -> TaskDefinition) {
    let execution = execution(stack);
    change(TaskDefinition::new("web", SIZE, &execution, worker("web"))).declare(stack, "web");
}

fn scaling(stack: &mut Stack, label: &str, service: &ServiceHandle, count: TaskCount) {
    ServiceScaling::new(service, count).on_cpu("jiki-api-web-cpu", Percent(70)).declare(stack, label);
}

pub(super) fn plain(stack: &mut Stack) {
    serving(stack, |service| service);
}

pub(super) fn secret(stack: &mut Stack) {
    let key = DeclaredSecret::new("jiki/rails-master-key").declare(stack, "master_key");
    running(stack, worker("web").environment(Environment::new().set("RAILS_MASTER_KEY", key.secret())));
}

pub(super) fn scaled(stack: &mut Stack) {
    let service = serving(stack, |service| service);
    scaling(stack, "web", &service, literal!(TaskCount, 1, 4));
}

pub(super) fn scaled_twice(stack: &mut Stack) {
    let service = serving(stack, |service| service);
    scaling(stack, "day", &service, literal!(TaskCount, 2, 4));
    scaling(stack, "night", &service, literal!(TaskCount, 1, 2));
}

pub(super) fn no_room(stack: &mut Stack) {
    serving(stack, |service| service.desired_count(1).deployment_maximum_percent(Percent(100)));
}

pub(super) fn no_room_at_night(stack: &mut Stack) {
    let service = serving(stack, |service| {
        service
            .desired_count(2)
            .deployment_minimum_healthy_percent(Percent(50))
            .deployment_maximum_percent(Percent(100))
    });
    scaling(stack, "web", &service, literal!(TaskCount, 1, 4));
}

pub(super) fn spot_of_another_cluster(stack: &mut Stack) {
    let other = Cluster::with_spot("jiki-other").declare(stack, "other");
    serving(stack, |service| service.spot(other.spot()));
}

pub(super) fn latest(stack: &mut Stack) {
    let tag = ImageTag::computed("latest");
    running(stack, Container::non_root("web", Image::external("public.ecr.aws/jiki/api", tag), 1000));
}

pub(super) fn arm_on_x86(stack: &mut Stack) {
    running(stack, Container::non_root("web", image().arm64(), 1000));
}

pub(super) fn short_grace(stack: &mut Stack) {
    let forwarded = forwarded(stack);
    let slow = HealthCheck::exec(["/up"]).start_period(Seconds(120));
    service(stack, container().health_check(slow), &group(), |service| {
        service.register_with(&forwarded, Seconds(60))
    });
}

pub(super) fn long_interval(stack: &mut Stack) {
    running(stack, worker("web").health_check(HealthCheck::exec(["/up"]).interval(Seconds(301))));
}

/// A service into whose containers one can look.
fn looking_into(stack: &mut Stack, container: Container, with_role: bool) {
    let execution = execution(stack);
    let mut task = TaskDefinition::new("web", SIZE, &execution, container);
    if with_role {
        task = task.task_role(&Role::for_ecs_tasks("jiki-task").declare(stack, "task"));
    }
    let task = task.declare(stack, "web");
    let cluster = Cluster::new("jiki-production").declare(stack, "main");
    let placement = Placement::public(&subnets("a"), &group());
    Service::new("web", &cluster, &task, placement).execute_command(true).declare(stack, "web");
}

pub(super) fn exec_on_read_only_root(stack: &mut Stack) {
    looking_into(stack, worker("web").read_only_root(), true);
}

pub(super) fn exec_without_role(stack: &mut Stack) {
    looking_into(stack, worker("web"), false);
}

pub(super) fn dotted_name(stack: &mut Stack) {
    let execution = execution(stack);
    let task = TaskDefinition::new("web", SIZE, &execution, worker("web")).declare(stack, "web");
    let cluster = Cluster::new("jiki-production").declare(stack, "main");
    let placement = Placement::public(&subnets("a"), &group());
    Service::new("jiki.web", &cluster, &task, placement).declare(stack, "web");
}

pub(super) fn user_0(stack: &mut Stack) {
    running(stack, Container::non_root("web", image(), 0));
}

pub(super) fn role_of_another_service(stack: &mut Stack) {
    let events = Role::new("jiki-events", Principal::service("events.amazonaws.com"));
    let events = events.declare(stack, "events");
    task(stack, |task| task.task_role(&events));
}

pub(super) fn waits_for_nobody(stack: &mut Stack) {
    running(stack, worker("web").depends_on("proxy", ContainerCondition::Start));
}

pub(super) fn shared_port(stack: &mut Stack) {
    task(stack, |task| task.container(worker("api").port(PORT)).container(worker("proxy").port(PORT)));
}

pub(super) fn shell_words(stack: &mut Stack) {
    let line = ["curl", "-f", "http://localhost:3000/up", "||", "exit", "1"];
    running(stack, worker("web").health_check(HealthCheck::exec(line)));
}

pub(super) fn password_in_the_open(stack: &mut Stack) {
    let environment = Environment::new().set("DATABASE_PASSWORD", "hunter2");
    running(stack, worker("web").environment(environment));
}

pub(super) fn insights_elsewhere(stack: &mut Stack) {
    let group = LogGroup::new("/ecs/insights", Retention::Days7).declare(stack, "insights");
    let cluster =
        Cluster::new("jiki-production").container_insights(ContainerInsights::Enabled, &group.name());
    cluster.declare(stack, "main");
}

pub(super) fn two_log_groups(stack: &mut Stack) {
    let execution = execution(stack);
    for label in ["web", "worker"] {
        let group = LogGroup::new("/ecs/jiki", Retention::Days7).declare(stack, label);
        let container = worker(label).logs(&group.name(), &Region::EU_WEST_1, "ecs");
        TaskDefinition::new(label, SIZE, &execution, container).declare(stack, label);
    }
}
