//! The limits and rules of services and their scaling, each at its edge.

mod common;

use common::{Base, base, container, forwarded, listening, passes, placement, problem, reports, rules};
use terrane_aws::kind::SecurityGroupId;
use terrane_aws::traffic::allow_ingress;
use terrane_aws::{Isolated, Metric, Statistic, Subnets, TrafficPeer};
use terrane_compute::{
    CapacityStrategy, Cluster, FargateSize, HealthCheck, Role, Schedule, Service, ServiceHandle,
    ServiceScaling, TaskCount, TaskDefinition,
};
use terrane_core::{Custom, Declare, Percent, Port, Ref, ResourceType, Seconds, Stack, Value, literal};

const GROUP: ResourceType = terrane_aws::resource("aws_security_group", "other");

/// A service of the plainest container that listens, changed.
fn serving(change: impl FnOnce(Service) -> Service) -> Stack {
    serving_with(change).0.stack
}

fn serving_with(change: impl FnOnce(Service) -> Service) -> (Base, ServiceHandle) {
    let mut base = base();
    let task = base.task(listening());
    let service = change(Service::new("web", &base.cluster, &task, placement()));
    let service = service.declare(&mut base.stack, "web");
    (base, service)
}

fn scaling(change: impl FnOnce(ServiceScaling) -> ServiceScaling) -> Stack {
    let (mut base, service) = serving_with(|it| it.register_with(&forwarded("web", Vec::new()), Seconds(60)));
    let scaling = ServiceScaling::new(&service, literal!(TaskCount, 1, 4));
    change(scaling).declare(&mut base.stack, "web");
    base.stack
}

#[test]
fn counts() {
    passes(&serving(|it| it.desired_count(0)));
    passes(&serving(|it| it.desired_count(5000)));
    reports(&serving(|it| it.desired_count(5001)), "out-of-range", "`desired_count` is 5001", "0 to 5000");
    let given = Value::Given(terrane_core::Expr::raw("length(terraform.workspace)").unwrap());
    passes(&serving(|it| it.desired_count(given)));
    assert!(TaskCount::new(0, 0).is_ok());
    assert!(TaskCount::new(2, 2).is_ok());
    assert!(TaskCount::new(0, 5000).is_ok());
    assert!(TaskCount::new(3, 2).is_err());
    assert!(TaskCount::new(0, 5001).is_err());
}

#[test]
fn deployments_need_room() {
    let deploy = |count: u32, min: u32, max: u32| {
        serving(|it| {
            it.desired_count(count)
                .deployment_minimum_healthy_percent(Percent(min))
                .deployment_maximum_percent(Percent(max))
        })
    };
    for (count, min, max) in
        [(1, 100, 200), (1, 0, 100), (2, 50, 100), (4, 100, 125), (3, 66, 100), (0, 100, 100)]
    {
        passes(&deploy(count, min, max));
    }
    for (count, min, max) in
        [(1, 100, 199), (1, 50, 100), (3, 100, 100), (3, 67, 100), (4, 100, 124), (1, 200, 100)]
    {
        reports(
            &deploy(count, min, max),
            "no-room-to-deploy",
            &format!("with {count} tasks"),
            "raise the maximum",
        );
    }
}

#[test]
fn a_percentage_alone_goes_with_the_default_of_the_other() {
    passes(&serving(|it| it.deployment_minimum_healthy_percent(Percent(100))));
    passes(&serving(|it| it.desired_count(4).deployment_maximum_percent(Percent(125))));
    let stack = serving(|it| it.deployment_maximum_percent(Percent(199)));
    reports(&stack, "no-room-to-deploy", "at least 100 % healthy and at most 199 %", "raise the maximum");
    let stack = serving(|it| it.deployment_minimum_healthy_percent(Percent(200)));
    reports(&stack, "no-room-to-deploy", "at least 200 % healthy and at most 200 %", "lower the minimum");
}

#[test]
fn scaling_needs_room_at_every_count() {
    let scaled = |count| {
        let deployment = |it: Service| {
            it.desired_count(2)
                .deployment_minimum_healthy_percent(Percent(50))
                .deployment_maximum_percent(Percent(100))
        };
        let (mut base, service) = serving_with(deployment);
        ServiceScaling::new(&service, count).on_cpu("cpu", Percent(70)).declare(&mut base.stack, "web");
        base.stack
    };
    passes(&scaled(literal!(TaskCount, 2, 4)));
    let stack = scaled(literal!(TaskCount, 1, 4));
    reports(&stack, "no-room-to-deploy", "with 1 tasks", "lower the minimum");
}

#[test]
fn the_target_group_must_find_its_container() {
    let group = forwarded("web", Vec::new());
    passes(&serving(|it| it.register_with(&group, Seconds(0))));
    let mut base = base();
    let task = base.task(container("web"));
    let service = Service::new("web", &base.cluster, &task, placement()).register_with(&group, Seconds(60));
    service.declare(&mut base.stack, "web");
    reports(&base.stack, "no-container-on-port", "port 3000", "literal!(UnprivilegedPort, 3000)");
}

#[test]
fn at_most_five_target_groups() {
    let behind = |count: usize| {
        serving(|it| {
            (0..count).fold(it, |it, _| it.register_with(&forwarded("web", Vec::new()), Seconds(60)))
        })
    };
    passes(&behind(5));
    reports(&behind(6), "out-of-range", "how many target groups", "0 to 5");
}

#[test]
fn the_load_balancer_must_be_admitted() {
    let build = |admitted: Option<(u16, &str)>| {
        let mut base = base();
        let task = base.task(listening());
        let group = Custom::new(&GROUP).set("name", "tasks").declare(&mut base.stack, "tasks");
        let group = group.attribute::<SecurityGroupId>("id");
        if let Some((port, from)) = admitted {
            let port = Port::new(port).unwrap();
            allow_ingress(&mut base.stack, &group, TrafficPeer::Group(Ref::existing(from)), port.into());
        }
        let zone = terrane_aws::Region::EU_WEST_1.zone('a');
        let subnets = Subnets::existing(Ref::existing("vpc-1"), [(zone, Ref::existing("subnet-1"))]);
        let placement = terrane_compute::Placement::public(&subnets, &group);
        let forwarded = forwarded("web", vec![Ref::existing("sg-alb")]);
        let service =
            Service::new("web", &base.cluster, &task, placement).register_with(&forwarded, Seconds(60));
        service.declare(&mut base.stack, "web");
        base.stack
    };
    passes(&build(Some((3000, "sg-alb"))));
    for admitted in [None, Some((80, "sg-alb")), Some((3000, "sg-other"))] {
        let stack = build(admitted);
        let what = "the load balancer cannot reach the container `web`";
        reports(&stack, "load-balancer-not-admitted", what, "add an ingress rule for port 3000");
        assert_eq!(problem(&stack).address, "aws_ecs_service.web");
    }
}

#[test]
fn the_grace_period_covers_the_start() {
    let build = |grace| {
        let mut base = base();
        let check = HealthCheck::exec(["true"]).start_period(Seconds(60));
        let task = base.task(listening().health_check(check));
        let forwarded = forwarded("web", Vec::new());
        let service =
            Service::new("web", &base.cluster, &task, placement()).register_with(&forwarded, Seconds(grace));
        service.declare(&mut base.stack, "web");
        base.stack
    };
    passes(&build(60));
    passes(&build(2_147_483_647));
    reports(
        &build(59),
        "grace-below-start-period",
        "59 seconds, but `web` may take 60",
        "60 seconds at least",
    );
    reports(&build(2_147_483_648), "out-of-range", "health_check_grace_period_seconds", "0 to 2147483647");
}

#[test]
fn sessions_need_a_role_and_a_writable_root() {
    let build = |role: bool, read_only: bool| {
        let mut base = base();
        let container = if read_only { container("web").read_only_root() } else { container("web") };
        let size = literal!(FargateSize, 256, 512);
        let mut task = TaskDefinition::new("web", size, &base.execution, container);
        if role {
            task = task.task_role(&Role::for_ecs_tasks("task").declare(&mut base.stack, "task"));
        }
        let task = task.declare(&mut base.stack, "web");
        let service = Service::new("web", &base.cluster, &task, placement()).execute_command(true);
        service.declare(&mut base.stack, "web");
        base.stack
    };
    passes(&build(true, false));
    reports(&build(false, false), "exec-without-task-role", "the task has none", ".task_role(&role)");
    reports(&build(true, true), "exec-on-read-only-root", "`web`", ".read_only_root()");
}

#[test]
fn weights_of_a_strategy() {
    let build = |change: fn(CapacityStrategy) -> CapacityStrategy| {
        let mut base = base();
        let task = base.task(listening());
        let spot = Cluster::with_spot("spot").declare(&mut base.stack, "spot");
        Service::new("web", spot.cluster(), &task, placement())
            .spot(change(spot.spot()))
            .declare(&mut base.stack, "web");
        base.stack
    };
    passes(&build(|it| it.fargate_base(100_000).fargate_weight(1000).spot_weight(1000)));
    passes(&build(|it| it.fargate_weight(1).spot_weight(0)));
    reports(&build(|it| it.fargate_base(100_001)), "out-of-range", "`base` is 100001", "0 to 100000");
    reports(&build(|it| it.fargate_weight(1001)), "out-of-range", "`weight` is 1001", "0 to 1000");
    reports(&build(|it| it.spot_weight(1001)), "out-of-range", "`weight` is 1001", "0 to 1000");
    let weightless = build(|it| it.fargate_base(1).spot_weight(0));
    reports(&weightless, "out-of-range", "the weights of Fargate and Spot together", "1 to 2000");
}

#[test]
fn spot_is_of_the_same_cluster() {
    let build = |own: bool| {
        let mut base = base();
        let task = base.task(container("web"));
        let spot = Cluster::with_spot("spot").declare(&mut base.stack, "spot");
        let cluster = if own { spot.cluster().clone() } else { base.cluster };
        let service = Service::new("web", &cluster, &task, placement()).spot(spot.spot());
        service.declare(&mut base.stack, "web");
        base.stack
    };
    passes(&build(true));
    reports(&build(false), "spot-of-another-cluster", "aws_ecs_cluster.spot", "the service's own cluster");
}

#[test]
fn places() {
    let build = |subnets: usize, groups: usize| {
        let mut base = base();
        let task = base.task(container("web"));
        let zone = terrane_aws::Region::EU_WEST_1.zone('a');
        let subnets = (0..subnets).map(|at| (zone.clone(), Ref::existing(format!("subnet-{at}"))));
        let subnets = Subnets::<Isolated>::existing(Ref::existing("vpc-1"), subnets);
        let access = terrane_aws::RegistryAccess::new([]);
        let first = terrane_compute::Placement::isolated(&subnets, &Ref::existing("sg-0"), &access);
        let placement =
            (1..groups).fold(first, |it, at| it.security_group(&Ref::existing(format!("sg-{at}"))));
        Service::new("web", &base.cluster, &task, placement).declare(&mut base.stack, "web");
        base.stack
    };
    passes(&build(1, 1));
    passes(&build(16, 5));
    reports(&build(17, 1), "out-of-range", "how many subnets", "0 to 16");
    reports(&build(1, 6), "out-of-range", "how many security groups", "1 to 5");
    reports(&build(0, 1), "no-subnets", "no subnet", "give it subnets");
}

#[test]
fn names_of_services_and_clusters() {
    let named = |name: String| {
        let mut base = base();
        let task = base.task(container("web"));
        Service::new(name, &base.cluster, &task, placement()).declare(&mut base.stack, "web");
        base.stack
    };
    passes(&named("a".repeat(255)));
    for bad in [String::new(), "a".repeat(256), "a.b".into()] {
        assert_eq!(rules(&named(bad)), ["invalid-name aws_ecs_service.web"]);
    }
    let mut stack = Stack::new("tests");
    Cluster::new("a".repeat(255)).declare(&mut stack, "a");
    passes(&stack);
    Cluster::new("a b").declare(&mut stack, "b");
    assert_eq!(rules(&stack), ["invalid-name aws_ecs_cluster.b"]);
}

#[test]
fn a_service_that_scales_ignores_its_count() {
    let terraform = scaling(|it| it.on_cpu("web-cpu", Percent(70))).finish().unwrap();
    assert!(terraform.file("compute.tf").unwrap().contains("ignore_changes = [desired_count]"));
}

#[test]
fn policies_of_scaling() {
    passes(&scaling(|it| it.on_cpu("a".repeat(255), Percent(1)).on_memory("b", Percent(100))));
    let stack = scaling(|it| it.on_cpu("a".repeat(256), Percent(70)));
    assert_eq!(rules(&stack), ["invalid-name aws_appautoscaling_policy.web_cpu"]);
    for percent in [0, 101] {
        let stack = scaling(|it| it.on_memory("a", Percent(percent)));
        reports(&stack, "out-of-range", "`target_value`", "1 to 100");
    }
    passes(&scaling(|it| it.on_requests("a", &forwarded("web", Vec::new()), 1000)));
    let stack = scaling(|it| it.on_requests("a", &forwarded("other", Vec::new()), 1000));
    reports(&stack, "scaling-on-foreign-target-group", "does not register", ".register_with(…)");
    let metric = Metric::new("Jiki", "QueueLatency", Statistic::Maximum);
    assert_eq!(problem(&scaling(|it| it.on_metric("queue", "a", &metric, 0))).rule, "out-of-range");
    reports(&scaling(|it| it), "scaling-without-policy", "nothing chooses", ".on_cpu");
}

#[test]
fn schedules() {
    let at = |schedule, name: &'static str| {
        scaling(|it| it.on_schedule("x", name, schedule, literal!(TaskCount, 1, 1)))
    };
    passes(&at(Schedule::cron("0 6 ? * MON-FRI *"), "morning"));
    passes(&at(Schedule::cron("0 6 1 * ? 2027"), "a b"));
    passes(&at(Schedule::at("2027-01-01T00:00:00"), "once"));
    for bad in [
        Schedule::cron("0 6 * * *"),
        Schedule::cron("0 6 * * * *"),
        Schedule::cron("0 6 ? * ? *"),
        Schedule::at("2027-01-01"),
        Schedule::at("2027-01-01 00:00:00"),
    ] {
        reports(&at(bad, "x"), "invalid-schedule", "is no schedule", "six fields");
    }
    for bad in ["a:b", "a/b", "a|b", " a", "a ", ""] {
        let stack = at(Schedule::at("2027-01-01T00:00:00"), bad);
        assert_eq!(rules(&stack), ["invalid-name aws_appautoscaling_scheduled_action.web_x"], "{bad}");
    }
}

#[test]
fn metrics_have_the_dimensions_that_aws_records() {
    let (_, service) = serving_with(|it| it);
    for (metric, namespace, name) in [
        (service.cpu_utilization(), "AWS/ECS", "CPUUtilization"),
        (service.memory_utilization(), "AWS/ECS", "MemoryUtilization"),
        (service.running_tasks(), "ECS/ContainerInsights", "RunningTaskCount"),
        (service.pending_tasks(), "ECS/ContainerInsights", "PendingTaskCount"),
    ] {
        assert_eq!((metric.namespace, metric.name), (namespace, name));
        let dimensions: Vec<&str> = metric.dimensions.iter().map(|(name, _)| *name).collect();
        assert_eq!(dimensions, ["ClusterName", "ServiceName"]);
    }
}

#[test]
fn what_a_service_has_once() {
    let (mut base, service) = serving_with(|it| it);
    let scale =
        |it: &ServiceHandle| ServiceScaling::new(it, literal!(TaskCount, 1, 4)).on_cpu("cpu", Percent(70));
    scale(&service).declare(&mut base.stack, "web");
    passes(&base.stack);
    scale(&service).declare(&mut base.stack, "again");
    reports(
        &base.stack,
        "service-scales-twice",
        "`aws_appautoscaling_target.web` already",
        "give each its own",
    );

    let mut base = common::base();
    let task = base.task(container("web"));
    Service::new("web", &base.cluster, &task, placement()).declare(&mut base.stack, "a");
    let other = Cluster::new("other").declare(&mut base.stack, "other");
    Service::new("web", &other, &task, placement()).declare(&mut base.stack, "b");
    passes(&base.stack);
    Service::new("web", &base.cluster, &task, placement()).declare(&mut base.stack, "c");
    reports(&base.stack, "duplicate-service-name", "`web` of this cluster", "give each its own");
}
