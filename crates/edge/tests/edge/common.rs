//! What the tests share.

use terrane_aws::{Public, Region, Subnets};
use terrane_core::{Declare, Port, Problem, Ref, Stack, literal};
use terrane_edge::{
    HttpPath, LoadBalancer, LoadBalancerHandle, TargetGroup, TargetGroupHandle, TargetHealth,
};

/// Every problem of a stack, by rule and remedy.
pub(crate) fn problems(declare: impl FnOnce(&mut Stack)) -> Vec<Problem> {
    let mut stack = Stack::new("test");
    declare(&mut stack);
    stack.check().iter().cloned().collect()
}

/// The rules that are broken, but for what the test leaves unused on purpose.
pub(crate) fn rules(declare: impl FnOnce(&mut Stack)) -> Vec<&'static str> {
    problems(declare).into_iter().map(|problem| problem.rule).filter(|rule| *rule != "unused").collect()
}

/// Exactly one problem, of this rule and with this remedy.
#[track_caller]
pub(crate) fn only(declare: impl FnOnce(&mut Stack), rule: &str, remedy: &str) {
    let found: Vec<Problem> =
        problems(declare).into_iter().filter(|problem| problem.rule != "unused").collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].rule, found[0].help.as_str()), (rule, remedy));
}

/// Public subnets in these zones, one for each letter.
pub(crate) fn subnets(zones: &str) -> Subnets<Public> {
    let subnet = |letter| (Region::EU_WEST_1.zone(letter), Ref::existing(format!("subnet-{letter}")));
    Subnets::existing(Ref::existing("vpc-1"), zones.chars().map(subnet))
}

pub(crate) fn alb(stack: &mut Stack) -> LoadBalancerHandle {
    LoadBalancer::internet_facing("alb", &subnets("ab"), &Ref::existing("sg-1")).declare(stack, "main")
}

pub(crate) fn health() -> TargetHealth {
    TargetHealth::http(literal!(HttpPath, "/health"))
}

pub(crate) fn group() -> TargetGroup {
    TargetGroup::ip("jiki-", literal!(Port, 3000), &Ref::existing("vpc-1"), health())
}

pub(crate) fn target(stack: &mut Stack) -> TargetGroupHandle {
    group().declare(stack, "web")
}
