//! Load balancing: from the internet to the tasks.

use terrane_core::{Declare, Port, Ref, Seconds, Stack, literal};
use terrane_edge::{
    HttpListener, ListenerRule, LoadBalancer, Redirect, RuleCondition, TargetGroup, TargetHealth,
};
use terrane_network::{IngressRule, Peer};

use crate::service::{
    PORT, balancer, container, forwarded, group, groups, guarded, health, https, service, subnets, target,
};
use crate::{Mistake, Stops};

pub(crate) const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "a load balancer's name has no underscore",
        writes: "the load balancer's name `jiki_api`",
        costs: "`terraform validate` fails in CI",
        elsewhere: "validate",
        stops: Stops::Report { rule: "invalid-name", remedy: "change `name` to what the rule allows" },
        stack: |stack| named(stack, "jiki_api"),
    },
    Mistake {
        name: "a load balancer's name does not begin with internal",
        writes: "the load balancer's name `internal-jiki`",
        costs: "`terraform validate` fails in CI",
        elsewhere: "validate",
        stops: Stops::Report { rule: "invalid-name", remedy: "change `name` to what the rule allows" },
        stack: |stack| named(stack, "internal-jiki"),
    },
    Mistake {
        name: "a target group's name has no underscore",
        writes: "the target group's name `jiki_web`",
        costs: "`terraform validate` fails in CI",
        elsewhere: "validate",
        stops: Stops::Report { rule: "invalid-name", remedy: "change `name` to what the rule allows" },
        stack: |stack| {
            grouped(stack, TargetGroup::named("jiki_web", PORT, &Ref::existing("vpc-1"), health()));
        },
    },
    Mistake {
        name: "a load balancer is in two zones",
        writes: "one subnet for a load balancer",
        costs: "`apply` stops half way: AWS wants two zones",
        elsewhere: "apply",
        stops: Stops::Report { rule: "alb-needs-two-zones", remedy: "subnets in two zones or more" },
        stack: |stack| within(stack, "a"),
    },
    Mistake {
        name: "a load balancer has one subnet in a zone",
        writes: "two subnets of one zone for a load balancer",
        costs: "`apply` stops half way: `InvalidConfigurationRequest`",
        elsewhere: "apply",
        stops: Stops::Report { rule: "two-subnets-in-one-zone", remedy: "one subnet for each zone" },
        stack: |stack| within(stack, "abb"),
    },
    Mistake {
        name: "targets are addresses",
        writes: "the target type `instance` for tasks on Fargate",
        costs: "`apply` stops half way: ECS refuses the service",
        elsewhere: "apply",
        stops: Stops::CannotBeSaid { nearest: "`TargetGroup::ip(…)`", emits: "target_type = \"ip\"" },
        stack: |stack| drop(forwarded(stack)),
    },
    Mistake {
        name: "a check's timeout is below its interval",
        writes: "a health check of 30 seconds every 30 seconds",
        costs: "`apply` stops half way",
        elsewhere: "apply",
        stops: Stops::Report { rule: "timeout-not-below-interval", remedy: "make the timeout shorter" },
        stack: |stack| probed(stack, health().interval(Seconds(30)).timeout(Seconds(30))),
    },
    Mistake {
        name: "a matcher says which answers are good",
        writes: "`2xx` as the answers that are good",
        costs: "`apply` stops half way",
        elsewhere: "apply",
        stops: Stops::Report { rule: "invalid-matcher", remedy: "HTTP status codes from 200 to 499" },
        stack: |stack| probed(stack, health().matcher("2xx")),
    },
    Mistake {
        name: "a rule's priority is its own",
        writes: "two rules of a listener with one priority",
        costs: "`apply` stops half way: `PriorityInUse`",
        elsewhere: "apply",
        stops: Stops::Report { rule: "duplicate-priority", remedy: "give each its own" },
        stack: rules_with_one_priority,
    },
    Mistake {
        name: "a listener's port is its own",
        writes: "two listeners on port 443 of a load balancer",
        costs: "`apply` stops half way: `DuplicateListener`",
        elsewhere: "apply",
        stops: Stops::Report { rule: "duplicate-listener-port", remedy: "give each its own" },
        stack: listeners_on_one_port,
    },
    Mistake {
        name: "a service does not name a container",
        writes: "a service's container name that the task does not have",
        costs: "`apply` stops half way: ECS refuses the service",
        elsewhere: "apply",
        stops: Stops::CannotBeSaid {
            nearest: "`.register_with(&listener.target_group(), …)`: the container is the one that listens on its port",
            emits: "container_name   = \"web\"\ncontainer_port   = 3000",
        },
        stack: |stack| {
            let forwarded = forwarded(stack);
            service(stack, container(), &group(), |service| service.register_with(&forwarded, Seconds(60)));
        },
    },
    Mistake {
        name: "a target group's port is a container's",
        writes: "a target group on port 8080 before a container that listens on 3000",
        costs: "`apply` stops half way: ECS refuses the service",
        elsewhere: "apply",
        stops: Stops::Report {
            rule: "no-container-on-port",
            remedy: "`.port(literal!(UnprivilegedPort, 8080))`",
        },
        stack: target_on_another_port,
    },
    Mistake {
        name: "a task's group admits the load balancer",
        writes: "a security group that does not admit the load balancer on the container's port",
        costs: "every target is unhealthy, and ECS replaces the tasks for ever",
        elsewhere: "nobody",
        stops: Stops::Report {
            rule: "load-balancer-not-admitted",
            remedy: "add an ingress rule for port 3000",
        },
        stack: |stack| {
            let (alb, tasks) = groups(stack, &["tasks_alb"]);
            IngressRule::tcp(&tasks, Port::HTTP, Peer::group(&alb)).declare(stack, "tasks_http");
            guarded(stack, &alb, &tasks);
        },
    },
    Mistake {
        name: "a load balancer's group lets it out to the tasks",
        writes: "no egress rule from the load balancer to the tasks",
        costs: "every target is unhealthy, and ECS replaces the tasks for ever",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "not-let-out", remedy: "add an egress rule for port 3000" },
        stack: |stack| {
            let (alb, tasks) = groups(stack, &["alb_tasks"]);
            guarded(stack, &alb, &tasks);
        },
    },
    Mistake {
        name: "a task's group lets it out to the registry",
        writes: "a task's security group without an egress rule: Terraform takes AWS's own away",
        costs: "no task starts: `ResourceInitializationError`, after minutes",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "not-let-out", remedy: "add an egress rule for port 443" },
        stack: |stack| {
            let (alb, tasks) = groups(stack, &["tasks_https"]);
            guarded(stack, &alb, &tasks);
        },
    },
    Mistake {
        name: "a rule for port 0 lets nothing through",
        writes: "an ingress rule for port 0, where every port is meant",
        costs: "the load balancer's requests to the tasks time out",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "invalid-port", remedy: "`PortRange::ALL` for every port" },
        stack: |stack| {
            let (alb, tasks) = groups(stack, &[]);
            IngressRule::tcp(&tasks, 0, Peer::group(&alb)).declare(stack, "tasks_all");
            guarded(stack, &alb, &tasks);
        },
    },
    Mistake {
        name: "a listener's group admits the internet",
        writes: "an internet-facing listener on a port that no rule of its group admits",
        costs: "browsers wait, and nobody sees an error",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "listener-not-admitted", remedy: "add an ingress rule for port 443" },
        stack: |stack| {
            let (alb, tasks) = groups(stack, &["alb_https"]);
            guarded(stack, &alb, &tasks);
        },
    },
    Mistake {
        name: "a health check's port is a container's",
        writes: "a health check on port 8080 of a container that listens on 3000",
        costs: "every target is unhealthy, and ECS replaces the tasks for ever",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "no-container-on-port", remedy: "literal!(UnprivilegedPort, 8080)" },
        stack: |stack| {
            let health = health().port(literal!(Port, 8080));
            let target = TargetGroup::ip("jiki-", PORT, &Ref::existing("vpc-1"), health);
            let (alb, target) = (balancer(stack), target.declare(stack, "web"));
            let forwarded = https(stack, &alb, &target).target_group();
            service(stack, container(), &group(), |service| service.register_with(&forwarded, Seconds(60)));
        },
    },
    Mistake {
        name: "a redirect leads to a listener",
        writes: "a redirect to HTTPS on a load balancer without an HTTPS listener",
        costs: "every browser is sent to a port where nobody answers, and remembers it (301)",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "redirect-to-nowhere", remedy: "declare an `HttpsListener`" },
        stack: |stack| {
            let alb = balancer(stack);
            HttpListener::redirect_to_https(&alb).declare(stack, "http");
        },
    },
    Mistake {
        name: "a target group is in the VPC of its load balancer",
        writes: "a target group in another VPC than its load balancer",
        costs: "`apply` stops half way",
        elsewhere: "not tried",
        stops: Stops::Report { rule: "target-group-of-other-vpc", remedy: "`subnets.vpc()`" },
        stack: |stack| grouped(stack, TargetGroup::ip("jiki-", PORT, &Ref::existing("vpc-2"), health())),
    },
];

fn named(stack: &mut Stack, name: &'static str) {
    LoadBalancer::internet_facing(name, &subnets("ab"), &group()).declare(stack, "main");
}

fn within(stack: &mut Stack, zones: &str) {
    LoadBalancer::internet_facing("jiki-api-alb", &subnets(zones), &group()).declare(stack, "main");
}

fn grouped(stack: &mut Stack, target: TargetGroup) {
    let (alb, target) = (balancer(stack), target.declare(stack, "web"));
    https(stack, &alb, &target);
}

fn probed(stack: &mut Stack, health: TargetHealth) {
    grouped(stack, TargetGroup::ip("jiki-", PORT, &Ref::existing("vpc-1"), health));
}

fn rules_with_one_priority(stack: &mut Stack) {
    let (alb, target) = (balancer(stack), target(stack));
    let https = https(stack, &alb, &target);
    for (label, path) in [("api", "/api/*"), ("admin", "/admin/*")] {
        ListenerRule::forward(&https, 10, [RuleCondition::path([path])], &target).declare(stack, label);
    }
}

fn listeners_on_one_port(stack: &mut Stack) {
    let (alb, target) = (balancer(stack), target(stack));
    https(stack, &alb, &target);
    HttpListener::redirect(&alb, Redirect::new().host("jiki.io")).port(Port::HTTPS).declare(stack, "http");
}

fn target_on_another_port(stack: &mut Stack) {
    let alb = balancer(stack);
    let target = TargetGroup::ip("jiki-", literal!(Port, 8080), &Ref::existing("vpc-1"), health());
    let target = target.declare(stack, "web");
    let forwarded = https(stack, &alb, &target).target_group();
    service(stack, container(), &group(), |service| service.register_with(&forwarded, Seconds(60)));
}
