//! The VPC and its security groups: who may talk to whom.

use terrane_aws::kind::{SecurityGroupId, VpcId};
use terrane_aws::{Principal, Public, Subnets};
use terrane_compute::{Role, RolePolicy};
use terrane_core::{Declare, Handle, Port, Problem, Ref, Stack};
use terrane_network::{
    EgressRule, FlowLog, FlowLogSubject, FlowLogTraffic, IngressRule, Network, NetworkLookup, Peer,
    SecurityGroup, SubnetQuery,
};
use terrane_observability::LogGroupHandle;

use crate::logs::Logs;
use crate::settings::{DATABASE_PORT, Origin, REDIS_PORT, Settings};

/// What the other layers need of the network.
pub(crate) struct Networking {
    pub(crate) vpc: Ref<VpcId>,
    pub(crate) subnets: Subnets<Public>,
    pub(crate) alb: Ref<SecurityGroupId>,
    pub(crate) web: Ref<SecurityGroupId>,
    pub(crate) worker: Ref<SecurityGroupId>,
    pub(crate) rds: Ref<SecurityGroupId>,
    pub(crate) elasticache: Ref<SecurityGroupId>,
}

pub(crate) fn declare(stack: &mut Stack, settings: &Settings, logs: &Logs) -> Networking {
    let (vpc, subnets) = vpc(stack, settings);
    if let Some(group) = &logs.flow {
        flow_log(stack, settings, &vpc, group);
    }
    let mut group = |label: &str, name: &str, description: &'static str| {
        let name = settings.name(name);
        SecurityGroup::new(name.clone(), description, &vpc).tag("Name", name).declare(stack, label).id()
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

fn vpc(stack: &mut Stack, settings: &Settings) -> (Ref<VpcId>, Subnets<Public>) {
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
            stack.problem(network.node(), problem);
        }
        for (subnet, id) in network.public_subnets.iter().zip(&ids.subnets) {
            stack.amend(subnet).import(id);
        }
    }
    (network.vpc_id(), network.public().clone())
}

/// What security groups turned away: the only trace of somebody who tries.
fn flow_log(stack: &mut Stack, settings: &Settings, vpc: &Ref<VpcId>, group: &LogGroupHandle) {
    let name = settings.name("vpc-flow-logs");
    let role = Role::new(name.clone(), Principal::service("vpc-flow-logs.amazonaws.com"))
        .declare(stack, "flow_logs");
    let rights = FlowLog::delivery_rights(&group.arn());
    RolePolicy::new(name.clone(), &role).allow(rights).declare(stack, "flow_logs");
    let log = FlowLog::to_log_group(FlowLogSubject::Vpc(vpc.clone()), &group.arn(), &role.arn());
    log.traffic(FlowLogTraffic::Rejected).tag("Name", name).declare(stack, "main");
}

/// Each tier reaches what it needs and nothing else. The data tiers start no connection at all.
fn rules(stack: &mut Stack, settings: &Settings, n: &Networking) {
    let web = settings.web_port;
    let http = IngressRule::tcp(&n.alb, Port::HTTP, Peer::ANYWHERE_IPV4).description("HTTP from internet");
    let http = http.declare(stack, "alb_http");
    stack.amend(&http).skip_checkov("CKV_AWS_260", "port 80 does nothing but redirect to HTTPS");
    let mut ingress = |label: &str, rule: IngressRule| drop(rule.declare(stack, label));
    ingress(
        "alb_https",
        IngressRule::tcp(&n.alb, Port::HTTPS, Peer::ANYWHERE_IPV4).description("HTTPS from internet"),
    );
    ingress("ecs_tasks_web", IngressRule::tcp(&n.web, web, Peer::group(&n.alb)).description("HTTP from ALB"));
    for (tier, group) in [("ecs_tasks", &n.web), ("ecs_workers", &n.worker)] {
        let from = Peer::group(group);
        let postgresql = IngressRule::tcp(&n.rds, DATABASE_PORT, from.clone());
        ingress(&format!("rds_{tier}"), postgresql.description("PostgreSQL from ECS tasks"));
        let redis = IngressRule::tcp(&n.elasticache, REDIS_PORT, from);
        ingress(&format!("elasticache_{tier}"), redis.description("Redis from ECS tasks"));
    }

    let mut egress = |label: &str, rule: EgressRule| drop(rule.declare(stack, label));
    egress("alb_web", EgressRule::tcp(&n.alb, web, Peer::group(&n.web)).description("HTTP to the web tasks"));
    for (tier, group) in [("ecs_tasks", &n.web), ("ecs_workers", &n.worker)] {
        let postgresql = EgressRule::tcp(group, DATABASE_PORT, Peer::group(&n.rds));
        egress(&format!("{tier}_rds"), postgresql.description("PostgreSQL"));
        let redis = EgressRule::tcp(group, REDIS_PORT, Peer::group(&n.elasticache));
        egress(&format!("{tier}_elasticache"), redis.description("Redis"));
        let https = EgressRule::tcp(group, Port::HTTPS, Peer::ANYWHERE_IPV4);
        egress(&format!("{tier}_https"), https.description("ECR, Secrets Manager, Logs, S3 and other APIs"));
    }
}
