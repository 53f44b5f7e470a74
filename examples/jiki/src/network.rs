//! The VPC and its security groups: who may talk to whom.

use terrane::prelude::*;

use crate::logs::Logs;
use crate::settings::{DATABASE_PORT, Origin, REDIS_PORT, Settings};

/// What the other layers need of the network.
pub(crate) struct Networking {
    pub(crate) vpc: Ref<kind::VpcId>,
    pub(crate) subnets: Subnets<Public>,
    pub(crate) alb: SecurityGroupHandle,
    pub(crate) web: SecurityGroupHandle,
    pub(crate) worker: SecurityGroupHandle,
    pub(crate) rds: SecurityGroupHandle,
    pub(crate) elasticache: SecurityGroupHandle,
}

pub(crate) fn declare(stack: &mut Stack, settings: &Settings, logs: &Logs) -> Networking {
    let (vpc, subnets) = vpc(stack, settings);
    if let Some(group) = &logs.flow {
        flow_log(stack, settings, &vpc, group);
    }
    let mut group = |label: &str, name: &str, description: &'static str| {
        let name = &settings.name(name);
        SecurityGroup::new(name, &vpc, description).tag("Name", name).declare(stack, label)
    };
    let alb = group("alb", "alb", "Security group for Jiki API load balancer");
    let web = group("ecs_tasks", "ecs-tasks", "Security group for Jiki ECS tasks");
    let worker = group("ecs_workers", "ecs-workers", "Security group for Jiki ECS workers");
    let rds = group("rds", "rds", "Security group for Jiki RDS database");
    let elasticache = group("elasticache", "elasticache", "Security group for Jiki ElastiCache");

    let networking = Networking { vpc, subnets, alb, web, worker, rds, elasticache };
    rules(stack, settings, &networking);
    networking
}

fn vpc(stack: &mut Stack, settings: &Settings) -> (Ref<kind::VpcId>, Subnets<Public>) {
    let zones = settings.zones.clone();
    if settings.network == Origin::LookedUp {
        let found = NetworkLookup::new(zones)
            .by_name(settings.prefix)
            .public(SubnetQuery::only_ones())
            .declare(stack, "main");
        return (found.vpc_id(), found.public().clone());
    }
    let network = Network::new(settings.prefix, settings.vpc_cidr, zones).declare(stack, "main");
    if let Origin::Adopted(ids) = &settings.network {
        stack.amend(&network.vpc).import(&ids.vpc);
        stack.amend(&network.internet_gateway).import(&ids.internet_gateway);
        if ids.subnets.len() != settings.zones.len() {
            let what =
                format!("{} subnets are to be adopted for {} zones", ids.subnets.len(), settings.zones.len());
            let problem =
                Problem::error("adopted-subnets", what, "name one subnet for each zone, in the zones' order");
            stack.report(network.node(), problem);
        }
        for (subnet, id) in network.public_subnets.iter().zip(&ids.subnets) {
            stack.amend(subnet).import(id);
        }
    }
    (network.vpc_id(), network.public().clone())
}

/// What security groups turned away: the only trace of an attempt.
fn flow_log(stack: &mut Stack, settings: &Settings, vpc: &Ref<kind::VpcId>, group: &LogGroupHandle) {
    let name = &settings.name("vpc-flow-logs");
    let role = Role::new(name, Principal::service("vpc-flow-logs.amazonaws.com")).declare(stack, "flow_logs");
    RolePolicy::new(name, &role).allow(FlowLog::delivery_rights(group)).declare(stack, "flow_logs");
    FlowLog::to_log_group(FlowLogSubject::Vpc(vpc.clone()), group, &role)
        .traffic(FlowLogTraffic::Rejected)
        .tag("Name", name)
        .declare(stack, "main");
}

/// Each tier reaches what it needs and nothing else. The data tiers start no connection at all.
fn rules(stack: &mut Stack, settings: &Settings, n: &Networking) {
    let web = settings.web_port;
    IngressRule::tcp(&n.alb, 80, Peer::ANYWHERE_IPV4)
        .description("HTTP from internet")
        .amend(|rule| rule.skip_checkov("CKV_AWS_260", "port 80 does nothing but redirect to HTTPS"))
        .declare(stack, "alb_http");
    IngressRule::tcp(&n.alb, 443, Peer::ANYWHERE_IPV4)
        .description("HTTPS from internet")
        .declare(stack, "alb_https");
    IngressRule::tcp(&n.web, web, Peer::group(&n.alb))
        .description("HTTP from ALB")
        .declare(stack, "ecs_tasks_web");
    let tiers = [("ecs_tasks", &n.web), ("ecs_workers", &n.worker)];
    for (tier, group) in tiers {
        IngressRule::tcp(&n.rds, DATABASE_PORT, Peer::group(group))
            .description("PostgreSQL from ECS tasks")
            .declare(stack, format!("rds_{tier}"));
        IngressRule::tcp(&n.elasticache, REDIS_PORT, Peer::group(group))
            .description("Redis from ECS tasks")
            .declare(stack, format!("elasticache_{tier}"));
    }

    EgressRule::tcp(&n.alb, web, Peer::group(&n.web))
        .description("HTTP to the web tasks")
        .declare(stack, "alb_web");
    for (tier, group) in tiers {
        EgressRule::tcp(group, DATABASE_PORT, Peer::group(&n.rds))
            .description("PostgreSQL")
            .declare(stack, format!("{tier}_rds"));
        EgressRule::tcp(group, REDIS_PORT, Peer::group(&n.elasticache))
            .description("Redis")
            .declare(stack, format!("{tier}_elasticache"));
        EgressRule::tcp(group, 443, Peer::ANYWHERE_IPV4)
            .description("ECR, Secrets Manager, Logs, S3 and other APIs")
            .declare(stack, format!("{tier}_https"));
    }
}
