//! References: what names what.

use terrane_aws::Ipv4Cidr;
use terrane_core::{Custom, Declare, Ref, ResourceType, Stack, literal};
use terrane_data::{CacheSubnetGroup, DbSubnetGroup, DeclaredSecret};
use terrane_network::{IngressRule, Peer, RouteTable, SecurityGroup, Vpc};
use terrane_observability::{Alarm, LogGroup, Retention, Threshold, Topic};

use crate::service::{PORT, balancer, groups, guarded, subnets, target};
use crate::{Mistake, Stops};

pub(crate) const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "a resource of another stack is not in this one",
        writes: "a resource of another stack, by its handle",
        costs: "an address that the stack does not have, or that is another resource's there",
        elsewhere: "validate, where no resource has that address; otherwise nobody",
        stops: Stops::Report { rule: "foreign-reference", remedy: "declare the resource in this stack" },
        stack: another_stack,
    },
    Mistake {
        name: "a literal of another kind is no VPC id",
        writes: "`Ref::existing(\"sg-0a1b\")` where a VPC is wanted",
        costs: "`apply` stops half way: `InvalidVpcID.NotFound`",
        elsewhere: "apply",
        stops: Stops::Report { rule: "malformed-id", remedy: "give the VPC id itself" },
        stack: literal_of_another_kind,
    },
    Mistake {
        name: "a raw expression names what is declared",
        writes: "an address in a raw expression that nothing has",
        costs: "`terraform validate` fails in CI",
        elsewhere: "validate",
        stops: Stops::Report { rule: "unresolved-reference", remedy: "use the handle" },
        stack: raw_address,
    },
    Mistake {
        name: "a label is given once",
        writes: "the same label twice",
        costs: "`terraform validate` fails in CI",
        elsewhere: "validate",
        stops: Stops::Report { rule: "duplicate-label", remedy: "give each its own label" },
        stack: label_twice,
    },
    Mistake {
        name: "a label is an identifier",
        writes: "the label `5xx errors`",
        costs: "`terraform validate` fails in CI",
        elsewhere: "validate",
        stops: Stops::Report { rule: "invalid-label", remedy: "rename it" },
        stack: label_with_blank,
    },
    Mistake {
        name: "resources do not need each other",
        writes: "two resources that wait for each other",
        costs: "`terraform validate` fails in CI",
        elsewhere: "validate",
        stops: Stops::Report { rule: "reference-cycle", remedy: "take out one of the references" },
        stack: cycle,
    },
    Mistake {
        name: "rules are no part of a group",
        writes: "two groups that refer to each other through inline rules",
        costs: "a cycle that Terraform cannot apply",
        elsewhere: "validate",
        stops: Stops::CannotBeSaid {
            nearest: "`IngressRule::tcp(&tasks, port, Peer::group(&alb))`, `EgressRule::tcp(&alb, port, Peer::group(&tasks))`: rules are resources",
            emits: "resource \"aws_vpc_security_group_ingress_rule\" \"tasks_alb\" {\n\
                    referenced_security_group_id = aws_security_group.alb.id\n\
                    resource \"aws_vpc_security_group_egress_rule\" \"alb_tasks\" {\n\
                    referenced_security_group_id = aws_security_group.tasks.id",
        },
        stack: groups_name_each_other,
    },
    Mistake {
        name: "a secret has a reader",
        writes: "a secret that no container reads",
        costs: "0.40 USD a month, and a password nobody remembers the use of",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "unused", remedy: "give `.secret()` to the container that reads it" },
        stack: |stack| drop(DeclaredSecret::new("jiki/production/api-key").declare(stack, "api_key")),
    },
    Mistake {
        name: "a security group guards something",
        writes: "a security group that has rules and guards nothing",
        costs: "people who believe that it does",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "unused", remedy: "name it in what it guards" },
        stack: group_that_guards_nothing,
    },
    Mistake {
        name: "a database subnet group has a database",
        writes: "a DB subnet group that no database is in",
        costs: "a database in the default VPC, where the group was left out of it",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "unused", remedy: "`.subnet_group(&group.name())`" },
        stack: |stack| drop(DbSubnetGroup::new("jiki-main", &subnets("ab")).declare(stack, "main")),
    },
    Mistake {
        name: "a cache subnet group has a cache",
        writes: "a cache subnet group beside a serverless cache, which takes none",
        costs: "a resource that looks as if it were in use",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "unused", remedy: "a serverless cache has none" },
        stack: |stack| drop(CacheSubnetGroup::new("jiki-main", &subnets("ab")).declare(stack, "main")),
    },
    Mistake {
        name: "a log group has a writer",
        writes: "a log group that nothing writes to",
        costs: "the real one is made by AWS, without retention",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "unused", remedy: "give its name to what writes to it" },
        stack: |stack| drop(LogGroup::new("/ecs/jiki-api-web", Retention::Days7).declare(stack, "web")),
    },
    Mistake {
        name: "a target group has a listener",
        writes: "a target group that nothing forwards to",
        costs: "no request reaches the service",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "unused", remedy: "forward to it from a listener" },
        stack: |stack| drop(target(stack)),
    },
    Mistake {
        name: "an exception is needed",
        writes: "an `allow` of a rule that nothing breaks any more",
        costs: "the next break of it goes unseen",
        elsewhere: "nobody",
        stops: Stops::Report { rule: "unused-allow", remedy: "remove the `allow`" },
        stack: |stack| {
            let alb = balancer(stack);
            stack.amend(&alb).allow("invalid-name", "it had another name once");
        },
    },
];

fn another_stack(stack: &mut Stack) {
    let topic = Topic::new("jiki-api-alarms").declare(&mut Stack::new("alarms"), "alarms");
    let requests = balancer(stack).request_count();
    let alarm = Alarm::new("jiki-requests", requests, Threshold::below(1.0));
    alarm.notify(&topic).declare(stack, "requests");
}

fn literal_of_another_kind(stack: &mut Stack) {
    RouteTable::new(&Ref::existing("sg-0a1b")).declare(stack, "public");
}

fn raw_address(stack: &mut Stack) {
    let vpc = Ref::raw("aws_vpc.mian.id").expect("an expression");
    RouteTable::new(&vpc).declare(stack, "public");
}

fn label_twice(stack: &mut Stack) {
    for cidr in [literal!(Ipv4Cidr, [10, 1, 0, 0], 16), literal!(Ipv4Cidr, [10, 2, 0, 0], 16)] {
        Vpc::new(cidr).declare(stack, "main");
    }
}

fn label_with_blank(stack: &mut Stack) {
    Topic::new("jiki-5xx-errors").declare(stack, "5xx errors");
}

fn cycle(stack: &mut Stack) {
    const DATA: ResourceType = terrane_aws::resource("aws_ssm_parameter", "other");
    let parameter = |name: &'static str| Custom::new(&DATA).set("name", name).set("type", "String");
    let first = parameter("/jiki/first").declare(stack, "first");
    let second = parameter("/jiki/second").declare(stack, "second");
    stack.amend(&first).depends_on(&second);
    stack.amend(&second).depends_on(&first);
}

fn groups_name_each_other(stack: &mut Stack) {
    let (alb, tasks) = groups(stack, &[]);
    guarded(stack, &alb, &tasks);
}

fn group_that_guards_nothing(stack: &mut Stack) {
    let vpc = Ref::existing("vpc-1");
    let group = SecurityGroup::new("jiki-ecs-tasks", &vpc, "The tasks").declare(stack, "tasks");
    IngressRule::tcp(&group.id(), PORT, Peer::ANYWHERE_IPV4).declare(stack, "tasks");
}
