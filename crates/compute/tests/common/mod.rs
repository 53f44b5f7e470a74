//! What the tests build on: a stack with the least that a service needs.
#![allow(dead_code, reason = "each test file uses a part of it")]

use terrane_aws::kind::SecurityGroupId;
use terrane_aws::{ForwardedTargetGroup, Metric, Private, Region, Statistic, Subnets};
use terrane_compute::{
    Cluster, ClusterHandle, Container, ExecutionRole, ExecutionRoleHandle, FargateSize, Image, ImageTag,
    NonRoot, Placement, TaskDefinition, TaskDefinitionHandle,
};
use terrane_core::{Declare, Port, Problem, Ref, Stack, Text, UnprivilegedPort, literal};

pub(crate) struct Base {
    pub(crate) stack: Stack,
    pub(crate) execution: ExecutionRoleHandle,
    pub(crate) cluster: ClusterHandle,
}

pub(crate) fn base() -> Base {
    let mut stack = Stack::new("tests");
    let execution = ExecutionRole::new("execution").declare(&mut stack, "execution");
    let cluster = Cluster::new("main").declare(&mut stack, "main");
    Base { stack, execution, cluster }
}

impl Base {
    pub(crate) fn task<User>(&mut self, container: Container<User>) -> TaskDefinitionHandle {
        let size = literal!(FargateSize, 512, 1024);
        TaskDefinition::new("web", size, &self.execution, container).declare(&mut self.stack, "web")
    }

    /// Declares a task that is changed from the plainest one.
    pub(crate) fn changed(mut self, change: impl FnOnce(TaskDefinition) -> TaskDefinition) -> Stack {
        let size = literal!(FargateSize, 512, 1024);
        let task = TaskDefinition::new("web", size, &self.execution, container("web"));
        change(task).declare(&mut self.stack, "web");
        self.stack
    }

    /// Declares a task of one container, changed from the plainest one.
    pub(crate) fn running(mut self, change: impl FnOnce(Container) -> Container) -> Stack {
        self.task(change(container("web")));
        self.stack
    }
}

pub(crate) fn image() -> Image {
    Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"))
}

pub(crate) fn container(name: &'static str) -> Container<NonRoot> {
    Container::non_root(name, image(), 1000)
}

pub(crate) fn listening() -> Container<NonRoot> {
    container("web").port(literal!(UnprivilegedPort, 3000))
}

pub(crate) fn placement() -> Placement {
    let zone = Region::EU_WEST_1.zone('a');
    let subnets = Subnets::<Private>::existing(Ref::existing("vpc-1"), [(zone, Ref::existing("subnet-1"))]);
    Placement::private(&subnets, &Ref::existing("sg-1"))
}

pub(crate) fn forwarded(name: &str, groups: Vec<Ref<SecurityGroupId>>) -> ForwardedTargetGroup {
    let arn =
        format!("arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/{name}/73e2d6bc24d8a067");
    let unhealthy = Metric::new("AWS/ApplicationELB", "UnHealthyHostCount", Statistic::Maximum);
    let label = Text::from("app/jiki/50dc6c495c0c9188/targetgroup/web/73e2d6bc24d8a067");
    ForwardedTargetGroup::new(Ref::existing(arn), literal!(Port, 3000), groups, label, unhealthy)
}

/// Every problem of the stack, as `rule address`.
pub(crate) fn rules(stack: &Stack) -> Vec<String> {
    stack.check().iter().map(|problem| format!("{} {}", problem.rule, problem.address)).collect()
}

/// The only problem of the stack.
#[track_caller]
pub(crate) fn problem(stack: &Stack) -> Problem {
    let problems = stack.check();
    let problems: Vec<&Problem> = problems.iter().collect();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems[0].clone()
}

/// That the stack has one problem: the rule, a part of what is wrong, and a part of the remedy.
#[track_caller]
pub(crate) fn reports(stack: &Stack, rule: &str, what: &str, remedy: &str) {
    let problem = problem(stack);
    assert_eq!(problem.rule, rule);
    assert!(problem.message.contains(what), "{}", problem.message);
    assert!(problem.help.contains(remedy), "{}", problem.help);
}

/// That the stack has no problem.
#[track_caller]
pub(crate) fn passes(stack: &Stack) {
    let problems = stack.check();
    assert!(problems.iter().next().is_none(), "{problems}");
}
