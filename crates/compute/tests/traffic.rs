//! What must get through to a service's tasks, and from them.

mod common;

use common::{base, container, forwarded, listening, passes, reports};
use terrane_aws::kind::SecurityGroupId;
use terrane_aws::traffic::{allow_egress, allow_ingress, deny_egress_by_default};
use terrane_aws::{Private, Region, Subnets, TrafficPeer};
use terrane_compute::{Placement, Service};
use terrane_core::{Custom, Declare, Port, Ref, ResourceType, Seconds, Stack, UnprivilegedPort, literal};

const GROUP: ResourceType = terrane_aws::resource("aws_security_group", "other");

fn group(stack: &mut Stack) -> Ref<SecurityGroupId> {
    Custom::new(&GROUP).set("name", "tasks").declare(stack, "tasks").attribute("id")
}

fn within(group: &Ref<SecurityGroupId>) -> Placement {
    let zone = Region::EU_WEST_1.zone('a');
    let subnets = Subnets::<Private>::existing(Ref::existing("vpc-1"), [(zone, Ref::existing("subnet-1"))]);
    Placement::private(&subnets, group)
}

#[test]
fn the_health_check_asks_a_port_of_the_task() {
    let build = |asked: u16, admitted: &[u16]| {
        let mut base = base();
        let group = group(&mut base.stack);
        for port in admitted {
            let port = Port::new(*port).unwrap();
            allow_ingress(&mut base.stack, &group, TrafficPeer::Group(Ref::existing("sg-alb")), port.into());
        }
        let task = base.task(listening().port(literal!(UnprivilegedPort, 9000)));
        let forwarded = forwarded("web", vec![Ref::existing("sg-alb")]).probed_on(Port::new(asked).unwrap());
        let service =
            Service::new("web", &base.cluster, &task, within(&group)).register_with(&forwarded, Seconds(60));
        service.declare(&mut base.stack, "web");
        base.stack
    };
    passes(&build(3000, &[3000]));
    passes(&build(9000, &[3000, 9000]));
    let unadmitted = build(9000, &[3000]);
    reports(&unadmitted, "load-balancer-not-admitted", "on port 9000", "ingress rule for port 9000");
    let unserved = build(80, &[3000, 80]);
    reports(
        &unserved,
        "no-container-on-port",
        "the health check of the target group asks port 80",
        "Port, 80",
    );
}

#[test]
fn tasks_reach_the_registry() {
    let mut base = base();
    let group = group(&mut base.stack);
    deny_egress_by_default(&mut base.stack, &group);
    let task = base.task(container("web"));
    Service::new("web", &base.cluster, &task, within(&group)).declare(&mut base.stack, "web");
    let what =
        "the tasks cannot pull their image: no rule of aws_security_group.tasks lets it out on port 443";
    reports(&base.stack, "not-let-out", what, "add an egress rule for port 443");
    allow_egress(&mut base.stack, &group, TrafficPeer::Addresses, Port::HTTPS.into());
    passes(&base.stack);
}
