//! Which container of a service serves which target group, and which traffic must be allowed for it.

use terrane_aws::kind::SecurityGroupId;
use terrane_aws::traffic::require_traffic;
use terrane_aws::{ForwardedTargetGroup, RequiredTraffic};
use terrane_core::{Body, Port, Problem, Ref, Seconds, Stack};

use super::service_handle::ServiceHandle;
use super::task_definition_handle::ServedContainer;

/// A target group, with the container that listens on its port.
#[derive(Debug)]
pub(super) struct Target<'a> {
    pub(super) group: &'a ForwardedTargetGroup,
    pub(super) container: &'a ServedContainer,
}

/// The containers behind the target groups; what does not fit is reported.
pub(super) fn find_targets<'a>(
    groups: &'a [(ForwardedTargetGroup, Seconds)],
    containers: &'a [ServedContainer],
    body: &mut Body,
) -> Vec<Target<'a>> {
    let mut targets = Vec::with_capacity(groups.len());
    let grace = groups.iter().map(|(_, grace)| *grace).max().unwrap_or(Seconds(0));
    let listener = |port: Port| containers.iter().find(|container| container.tcp_ports.contains(&port));
    for (group, _) in groups {
        if let Some(port) = group.health_port.filter(|port| listener(*port).is_none()) {
            body.report(no_container_on("health check of the target group asks", port));
        }
        let Some(container) = listener(group.port) else {
            body.report(no_container_on("target group sends to", group.port));
            continue;
        };
        if grace < container.start_period {
            let name = container.name.as_literal().unwrap_or("the container");
            let (Seconds(grace), Seconds(start)) = (grace, container.start_period);
            body.report(Problem::error(
                "grace-below-start-period",
                format!(
                    "the grace period is {grace} seconds, but `{name}` may take {start} to start: \
                     it would be stopped while it does"
                ),
                format!("give `.register_with(…)` a grace period of {start} seconds at least"),
            ));
        }
        targets.push(Target { group, container });
    }
    targets
}

fn no_container_on(subject: &str, port: Port) -> Problem {
    let port = port.number();
    let kind = if port < 1024 { "Port" } else { "UnprivilegedPort" };
    Problem::error(
        "no-container-on-port",
        format!("the {subject} port {port}, but no container of the task listens there"),
        format!("say `.port(literal!({kind}, {port}))` of the container that serves it"),
    )
}

/// Requires that the load balancers reach the containers, and the tasks the registry.
pub(super) fn require_all_traffic(
    stack: &mut Stack,
    service: &ServiceHandle,
    groups: &[Ref<SecurityGroupId>],
    targets: &[Target<'_>],
) {
    for Target { group, container } in targets {
        if group.load_balancer_groups.is_empty() {
            continue;
        }
        let name = container
            .name
            .as_literal()
            .map_or_else(|| "the container".to_owned(), |name| format!("the container `{name}`"));
        for port in std::iter::once(group.port).chain(group.health_port) {
            let traffic = RequiredTraffic {
                rule: "load-balancer-not-admitted",
                from: group.load_balancer_groups.clone(),
                to: groups.to_vec(),
                port,
                consequence: format!("the load balancer cannot reach {name}"),
            };
            require_traffic(stack, service, traffic);
        }
    }
    let pull = RequiredTraffic {
        rule: "registry-not-reached",
        from: groups.to_vec(),
        to: Vec::new(),
        port: Port::HTTPS,
        consequence: "the tasks cannot pull their image".to_owned(),
    };
    require_traffic(stack, service, pull);
}
