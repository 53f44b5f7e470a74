//! A small stack that is right: what each mistake is planted in.

use terrane_aws::kind::SecurityGroupId;
use terrane_aws::{ForwardedTargetGroup, Public, Region, Subnets};
use terrane_compute::{
    Cluster, Container, ExecutionRole, FargateSize, Image, ImageTag, NonRoot, Placement, Service,
    ServiceHandle, TaskDefinition,
};
use terrane_core::{Declare, Port, Ref, Seconds, Stack, UnprivilegedPort, literal};
use terrane_edge::{
    Forwarding, HttpPath, HttpsListener, ListenerHandle, LoadBalancer, LoadBalancerHandle, TargetGroup,
    TargetGroupHandle, TargetHealth,
};
use terrane_network::{EgressRule, IngressRule, Peer, SecurityGroup};

/// Where the container of the service listens.
pub(crate) const PORT: UnprivilegedPort = UnprivilegedPort::literal(3000);

/// Public subnets that exist, one for each letter of a zone.
pub(crate) fn subnets(zones: &str) -> Subnets<Public> {
    let subnet = |letter| (Region::EU_WEST_1.zone(letter), Ref::existing(format!("subnet-{letter}")));
    Subnets::existing(Ref::existing("vpc-1"), zones.chars().map(subnet))
}

/// A security group that exists: what it admits is not known here.
pub(crate) fn group() -> Ref<SecurityGroupId> {
    Ref::existing("sg-1")
}

/// `aws_lb.main`.
pub(crate) fn balancer(stack: &mut Stack) -> LoadBalancerHandle {
    LoadBalancer::internet_facing("jiki-api-alb", &subnets("ab"), &group()).declare(stack, "main")
}

pub(crate) fn health() -> TargetHealth {
    TargetHealth::http(literal!(HttpPath, "/health"))
}

/// `aws_lb_target_group.web`.
pub(crate) fn target(stack: &mut Stack) -> TargetGroupHandle {
    TargetGroup::ip("jiki-", PORT, &Ref::existing("vpc-1"), health()).declare(stack, "web")
}

/// `aws_lb_listener.https`, which forwards to the target group.
pub(crate) fn https(
    stack: &mut Stack,
    alb: &LoadBalancerHandle,
    target: &TargetGroupHandle,
) -> ListenerHandle<Forwarding> {
    let certificate = Ref::existing("arn:aws:acm:eu-west-1:111122223333:certificate/0");
    HttpsListener::forward(alb, &certificate, target).declare(stack, "https")
}

/// A target group that a listener forwards to, with all that is in front of it.
pub(crate) fn forwarded(stack: &mut Stack) -> ForwardedTargetGroup {
    let (alb, target) = (balancer(stack), target(stack));
    https(stack, &alb, &target).target_group()
}

/// A container that listens on [`PORT`].
pub(crate) fn container() -> Container<NonRoot> {
    let image = Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"));
    Container::non_root("web", image, 1000).port(PORT)
}

/// `aws_ecs_service.web` with its cluster, roles and task definition: `change` adds what is meant.
pub(crate) fn service(
    stack: &mut Stack,
    container: Container<NonRoot>,
    group: &Ref<SecurityGroupId>,
    change: impl FnOnce(Service) -> Service,
) -> ServiceHandle {
    let execution = ExecutionRole::new("jiki-execution").declare(stack, "execution");
    let cluster = Cluster::new("jiki-production").declare(stack, "main");
    let task = TaskDefinition::new("jiki-api-web", literal!(FargateSize, 256, 512), &execution, container);
    let task = task.declare(stack, "web");
    let placement = Placement::public(&subnets("ab"), group);
    change(Service::new("jiki-api-web", &cluster, &task, placement)).declare(stack, "web")
}

/// The groups of a load balancer and of the tasks behind it: each lets through what it has to, but for these
/// labels of `alb_https`, `alb_tasks`, `tasks_alb` and `tasks_https`.
pub(crate) fn groups(stack: &mut Stack, without: &[&str]) -> (Ref<SecurityGroupId>, Ref<SecurityGroupId>) {
    let vpc = Ref::existing("vpc-1");
    let alb = SecurityGroup::new("jiki-alb", &vpc, "The load balancer").declare(stack, "alb").id();
    let tasks = SecurityGroup::new("jiki-ecs-tasks", &vpc, "The tasks").declare(stack, "tasks").id();
    for (label, group, port, from) in [
        ("alb_https", &alb, Port::HTTPS, Peer::ANYWHERE_IPV4),
        ("tasks_alb", &tasks, PORT.port(), Peer::group(&alb)),
    ] {
        if !without.contains(&label) {
            IngressRule::tcp(group, port, from).declare(stack, label);
        }
    }
    for (label, group, port, to) in [
        ("alb_tasks", &alb, PORT.port(), Peer::group(&tasks)),
        ("tasks_https", &tasks, Port::HTTPS, Peer::ANYWHERE_IPV4),
    ] {
        if !without.contains(&label) {
            EgressRule::tcp(group, port, to).declare(stack, label);
        }
    }
    (alb, tasks)
}

/// A listener on a load balancer that has this group, and a service behind it whose tasks have that.
pub(crate) fn guarded(stack: &mut Stack, alb: &Ref<SecurityGroupId>, tasks: &Ref<SecurityGroupId>) {
    let alb = LoadBalancer::internet_facing("jiki-api-alb", &subnets("ab"), alb).declare(stack, "main");
    let target = target(stack);
    let forwarded = https(stack, &alb, &target).target_group();
    service(stack, container(), tasks, |service| service.register_with(&forwarded, Seconds(60)));
}
