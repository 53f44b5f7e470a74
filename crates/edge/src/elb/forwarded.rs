//! What follows where a load balancer forwards to a target group.

use terrane_aws::ForwardedTargetGroup;
use terrane_core::{Body, Handle, Problem};

use super::load_balancer_handle::LoadBalancerHandle;
use super::target_group_handle::TargetGroupHandle;

/// Reports a target group whose targets the load balancer cannot reach, because they are in another VPC.
pub(super) fn check_vpc(body: &mut Body, alb: &LoadBalancerHandle, target: &TargetGroupHandle) {
    if alb.vpc.as_ref().is_some_and(|vpc| vpc.differs_from(&target.vpc)) {
        body.report(Problem::error(
            "target-group-of-other-vpc",
            format!("`{}` is in another VPC than `{}`", target.node().address(), alb.node().address()),
            "make the target group in the VPC of the load balancer's subnets: `subnets.vpc()`",
        ));
    }
}

/// What a service registers with: the target group, once `from` forwards to it.
pub(super) fn forwarded(
    target: &TargetGroupHandle,
    alb: &LoadBalancerHandle,
    from: &impl Handle,
) -> ForwardedTargetGroup {
    let forwarded = ForwardedTargetGroup::new(
        target.arn().after(from),
        target.port(),
        alb.security_groups().to_vec(),
        alb.arn_suffix().then("/").then(target.arn_suffix()),
        target.unhealthy_hosts(alb),
    );
    match target.health_port {
        Some(port) => forwarded.probed_on(port),
        None => forwarded,
    }
}
