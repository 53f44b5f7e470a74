//! A stack that uses every builder with most of its setters, as Terraform.

use terrane_aws::kind::{LogGroupArn, LogGroupName, SecurityGroupId, SubnetId, TopicArn};
use terrane_aws::traffic::allow_ingress;
use terrane_aws::{
    Action, AwsProvider, Environment, ForwardedTargetGroup, Isolated, Metric, Principal, Private, Public,
    Region, RegistryAccess, Secret, Statement, Statistic, Subnets, Zone,
};
use terrane_compute::{
    Cluster, ClusterLookup, Container, ContainerCondition, ContainerInsights, ExecutionRole,
    ExistingExecutionRole, FargateSize, HealthCheck, Image, ImageDigest, ImageSelection, ImageTag, OpenFiles,
    Placement, PlatformVersion, PropagateTags, Repository, RepositoryLifecycle, RepositoryLookup, Role,
    RoleLookup, RolePolicy, RolePolicyAttachment, Schedule, Service, ServiceScaling, SpotClusterHandle,
    TaskCount, TaskDefinition, Volume, aws_managed_policy,
};
use terrane_core::{
    Custom, Days, Declare, GiB, Handle, MiB, Node, Percent, Port, Ref, RefersTo, ResourceType, Seconds,
    Stack, Text, UnprivilegedPort, literal,
};

const LOG_GROUP: ResourceType =
    terrane_aws::resource("aws_cloudwatch_log_group", "other").must_be_used("use it");
const ENDPOINT: ResourceType = terrane_aws::resource("aws_vpc_endpoint", "other");
const GROUP: ResourceType = terrane_aws::resource("aws_security_group", "other");

const PUBLISH: Action<TopicArn> = Action::new("sns:Publish");

const REGION: Region = Region::EU_WEST_1;

fn zones() -> [(Zone, Ref<SubnetId>); 2] {
    [(REGION.zone('a'), Ref::existing("subnet-1")), (REGION.zone('b'), Ref::existing("subnet-2"))]
}

fn log_group(stack: &mut Stack, label: &str, name: &'static str) -> Node {
    let group = Custom::new(&LOG_GROUP).set("name", name).set("retention_in_days", 30u32);
    group.declare(stack, label)
}

/// What a log group's handle gives.
struct SessionLogs(Node);

impl RefersTo<LogGroupName> for SessionLogs {
    fn reference(&self) -> Ref<LogGroupName> {
        self.0.attribute("name")
    }
}

impl RefersTo<LogGroupArn> for SessionLogs {
    fn reference(&self) -> Ref<LogGroupArn> {
        self.0.attribute("arn")
    }
}

fn forwarded(port: u16, groups: Vec<Ref<SecurityGroupId>>) -> ForwardedTargetGroup {
    let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/73e2d6bc24d8a067";
    let unhealthy = Metric::new("AWS/ApplicationELB", "UnHealthyHostCount", Statistic::Maximum);
    let label = Text::from("app/jiki/50dc6c495c0c9188/targetgroup/web/73e2d6bc24d8a067");
    ForwardedTargetGroup::new(Ref::existing(arn), Port::new(port).unwrap(), groups, label, unhealthy)
}

fn repositories(stack: &mut Stack) -> Image {
    let lifecycle = RepositoryLifecycle::new()
        .expire_untagged(Days(7))
        .keep_last(ImageSelection::prefixes(["release-", "hotfix-"]), 50)
        .expire(ImageSelection::patterns(["pr-*"]), Days(14))
        .keep_last_of_any(10);
    let key = Ref::existing("arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d");
    let repository = Repository::new("jiki/api").encrypted_with(&key).lifecycle(lifecycle);
    let repository = repository.tag("Name", "jiki-api").declare(stack, "api");
    let plain = RepositoryLifecycle::new().expire_any(Days(365));
    let tools = Repository::new("jiki/tools").mutable().force_delete().scan_on_push(false).lifecycle(plain);
    let tools = tools.declare(stack, "tools");
    let shared = RepositoryLookup::new("jiki/shared").declare(stack, "shared");
    let builder = Principal::aws("arn:aws:iam::111122223333:root");
    let builder = Role::new("jiki-builder", builder).declare(stack, "builder");
    let push = RolePolicy::new("jiki-push", &builder).allow(tools.push()).allow(shared.pull());
    push.declare(stack, "builder_push");
    repository.image(ImageTag::variable(stack, "image_tag", "3f2a91c"))
}

fn containers(stack: &mut Stack, image: Image, logs: &Ref<LogGroupName>) -> (Container, Container) {
    let key = Ref::existing("arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d");
    let secret = |name: &str| {
        Secret::new(Ref::existing(format!(
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:{name}-a1B2c3"
        )))
    };
    let environment = Environment::new()
        .set("RAILS_ENV", "production")
        .set("TEMPLATE", "${not} %{live}")
        .set("RAILS_MASTER_KEY", secret("master").encrypted_with(key))
        .set("DATABASE_PASSWORD", secret("database").json_key("password"));
    let scratch = Volume::ephemeral("tmp");
    let uploads =
        Volume::efs("uploads", &Ref::existing("fs-0a1b2c3d")).access_point(&Ref::existing("fsap-1"));
    let health = HealthCheck::exec(["curl", "-f", "http://localhost:3000/health"])
        .interval(Seconds(15))
        .timeout(Seconds(10))
        .retries(5)
        .start_period(Seconds(60));
    let web = Container::non_root("web", image, 1000)
        .group(1000)
        .port(literal!(UnprivilegedPort, 3000))
        .environment(environment)
        .entry_point(["/rails/bin/docker-entrypoint"])
        .command(["./bin/rails", "server"])
        .working_directory("/rails")
        .logs(logs, &REGION, "ecs")
        .health_check(health)
        .mount(&scratch, "/rails/tmp")
        .mount_read_only(&uploads, "/rails/uploads")
        .start_timeout(Seconds(60))
        .stop_timeout(Seconds(120))
        .cpu(448)
        .memory(MiB(896))
        .memory_reservation(MiB(512))
        .depends_on("agent", ContainerCondition::Start)
        .open_files(OpenFiles { soft_limit: 65_536, hard_limit: 65_536 })
        .init_process()
        .drop_all_capabilities()
        .label("team", "jiki");
    let digest = ImageDigest::variable(stack, "agent_digest", format!("sha256:{}", "0f".repeat(32)));
    let agent = Image::external_digest("registry.example.com/agent", digest)
        .multi_architecture()
        .credentials(&secret("registry"));
    let agent = Container::image_user("agent", agent)
        .udp_port(literal!(UnprivilegedPort, 8125))
        .essential(false)
        .mount(&scratch, "/spool")
        .logs(logs, &REGION, "ecs");
    (web, agent)
}

/// What runs in the background: on Spot, as an existing role, in a cluster that is looked up, in isolated
/// subnets.
fn workers(stack: &mut Stack, spot: &SpotClusterHandle, tasks: &Ref<SecurityGroupId>) {
    let privates = Subnets::<Private>::existing(Ref::existing("vpc-1"), zones());
    let isolated = Subnets::<Isolated>::existing(Ref::existing("vpc-1"), zones());
    let existing = RoleLookup::new("ecsTaskExecutionRole").declare(stack, "shared");
    let execution = ExistingExecutionRole::new(&existing, "jiki-secrets").declare(stack, "shared");
    RolePolicyAttachment::new(&existing, &aws_managed_policy("ReadOnlyAccess")).declare(stack, "shared");
    let worker = Image::external("public.ecr.aws/jiki/worker", literal!(ImageTag, "1.0.0")).arm64();
    let worker = Container::root("worker", worker)
        .port(Port::HTTP)
        .read_only_root()
        .health_check(HealthCheck::shell("test -f /tmp/heartbeat"))
        .environment(Environment::new().set("KEY", Secret::new(Ref::existing("arn:aws:secretsmanager:x"))));
    let worker = TaskDefinition::new("worker", literal!(FargateSize, 256, 512), &execution, worker).arm64();
    let worker = worker.declare(stack, "worker");
    let private = Placement::private(&privates, tasks);
    let on_spot = Service::new("worker-spot", spot.cluster(), &worker, private);
    on_spot
        .spot(spot.spot().fargate_base(1).fargate_weight(1).spot_weight(3))
        .without_rollback()
        .declare(stack, "worker_spot");
    let endpoint =
        Custom::new(&ENDPOINT).set("vpc_id", "vpc-1").set("service_name", "com.amazonaws.eu-west-1.ecr.api");
    let endpoint = endpoint.declare(stack, "ecr");
    let access = RegistryAccess::new([endpoint]);
    let lookup = ClusterLookup::new("other").declare(stack, "other");
    let quiet =
        Service::new("worker-isolated", &lookup, &worker, Placement::isolated(&isolated, tasks, &access));
    let quiet = quiet.without_circuit_breaker().ecs_managed_tags(false).desired_count(0);
    let quiet = quiet.declare(stack, "worker_isolated");
    assert_eq!(quiet.node().address(), "aws_ecs_service.worker_isolated");
}

#[test]
fn every_builder() {
    let mut stack = Stack::new("tests");
    stack.provider(AwsProvider::new(&REGION));
    let publics = Subnets::<Public>::existing(Ref::existing("vpc-1"), zones());

    let web_logs = log_group(&mut stack, "web", "/ecs/jiki-api-web").attribute::<LogGroupName>("name");
    let insights =
        log_group(&mut stack, "insights", "/aws/ecs/containerinsights/jiki-production/performance");
    let sessions = log_group(&mut stack, "sessions", "/ecs/jiki-sessions");
    let tasks =
        Custom::new(&GROUP).set("name", "jiki-tasks").set("vpc_id", "vpc-1").declare(&mut stack, "tasks");
    let tasks = tasks.attribute::<SecurityGroupId>("id");
    let balancer: Ref<SecurityGroupId> = Ref::existing("sg-2");
    allow_ingress(
        &mut stack,
        &tasks,
        terrane_aws::TrafficPeer::Group(balancer.clone()),
        literal!(Port, 3000).into(),
    );

    let image = repositories(&mut stack);
    let execution = ExecutionRole::new("jiki-ecs-task-execution-role")
        .secrets_policy("jiki-ecs-task-execution-secrets")
        .description("Starts the tasks of the API.")
        .path("/jiki/")
        .permissions_boundary(&Ref::existing("arn:aws:iam::111122223333:policy/boundary"))
        .tag("Name", "jiki-ecs-task-execution-role");
    let execution = execution.declare(&mut stack, "ecs_task_execution");
    let task_role = Role::for_ecs_tasks_of("jiki-ecs-task-role", &Ref::existing("111122223333"))
        .max_session(Seconds(7200))
        .managed_policy("xray", &aws_managed_policy("AWSXRayDaemonWriteAccess"));
    let task_role = task_role.declare(&mut stack, "ecs_task");
    let topic = Ref::existing("arn:aws:sns:eu-west-1:111122223333:jiki");
    let publish = RolePolicy::new("jiki-ecs-task-sns", &task_role);
    let publish = publish.allow([Statement::allow([PUBLISH], [topic])]);
    publish.declare(&mut stack, "ecs_task_sns");

    let cluster = Cluster::with_spot("jiki-production-spot");
    let spot = cluster.declare(&mut stack, "spot");
    let cluster = Cluster::new("jiki-production")
        .container_insights(ContainerInsights::Enhanced, &insights.attribute("name"))
        .execute_command_key(&Ref::existing("arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d"))
        .execute_command_logs(&SessionLogs(sessions))
        .service_connect_namespace(&Ref::existing(
            "arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1",
        ))
        .tag("Name", "jiki-production");
    let cluster = cluster.declare(&mut stack, "main");

    let (web, agent) = containers(&mut stack, image, &web_logs);
    let web = TaskDefinition::new("jiki-api-web", literal!(FargateSize, 512, 1024), &execution, web)
        .container(agent)
        .task_role(&task_role)
        .ephemeral_storage(GiB(30))
        .keep_old_revisions()
        .tag("Name", "jiki-api-web");
    let web = web.declare(&mut stack, "web");
    let forwarded = forwarded(3000, vec![balancer]);
    let placement = Placement::public(&publics, &tasks).security_group(&Ref::existing("sg-3"));
    let service = Service::new("jiki-api-web", &cluster, &web, placement)
        .desired_count(2)
        .register_with(&forwarded, Seconds(300))
        .deployment_minimum_healthy_percent(Percent(100))
        .deployment_maximum_percent(Percent(200))
        .execute_command(true)
        .platform_version(PlatformVersion::V1_4_0)
        .propagate_tags(PropagateTags::TaskDefinition)
        .wait_for_steady_state(true)
        .force_new_deployment()
        .tag("Name", "jiki-api-web");
    let service = service.declare(&mut stack, "web");
    let queue = Metric::new("Jiki", "QueueLatency", Statistic::Maximum).dimension("Queue", "default");
    let scaling = ServiceScaling::new(&service, literal!(TaskCount, 1, 4))
        .on_cpu("jiki-web-cpu-autoscaling", Percent(70))
        .on_memory("jiki-web-memory-autoscaling", Percent(80))
        .on_requests("jiki-web-requests-autoscaling", &forwarded, 1000)
        .on_metric("queue", "jiki-web-queue-autoscaling", &queue, 30)
        .scale_in_cooldown(Seconds(300))
        .scale_out_cooldown(Seconds(60))
        .without_scale_in()
        .on_schedule(
            "morning",
            "jiki-web-morning",
            Schedule::cron("0 6 ? * MON-FRI *").timezone("Europe/Dublin"),
            literal!(TaskCount, 2, 4),
        )
        .on_schedule("once", "jiki-web-once", Schedule::at("2027-01-01T00:00:00"), literal!(TaskCount, 4, 8))
        .tag("Name", "jiki-api-web");
    scaling.declare(&mut stack, "web");

    workers(&mut stack, &spot, &tasks);

    let terraform = stack.finish().unwrap_or_else(|problems| panic!("{problems}"));
    assert!(terraform.warnings().iter().next().is_none(), "{}", terraform.warnings());
    insta::assert_snapshot!(terraform.file("compute.tf").unwrap());
}
