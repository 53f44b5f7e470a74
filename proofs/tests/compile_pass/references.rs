//! What names what: each reference where its kind is wanted.

use terrane_compute::{Cluster, ContainerInsights};
use terrane_aws::kind::{SubnetId, VpcId};
use terrane_aws::{Ipv4Cidr, Region, Subnets};
use terrane_core::{Declare, Port, Ref, Stack, Variable, literal};
use terrane_data::{AcuRange, Attributes, AuroraCluster, AuroraEngine, AuroraLog, Credentials, DbSubnetGroup, GeneratedSecret, KeyAttribute, Password, Table, TableCapacity, TableItem};
use terrane_edge::LoadBalancer;
use terrane_network::{EgressRule, IngressRule, Network, Peer, SecurityGroup};
use terrane_observability::{LogGroup, Retention};

fn main() {
    let region = Region::EU_WEST_1;
    let mut stack = Stack::new("references");
    let zones = ['a', 'b'].map(|letter| region.zone(letter));
    let network = Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones).declare(&mut stack, "main");
    stack.amend(&network.vpc).prevent_destroy();

    // Two groups that name each other.
    let group = |name: &'static str| SecurityGroup::new(name, &network.vpc_id(), "One of two");
    let api = group("jiki-api").declare(&mut stack, "api");
    let rds = group("jiki-rds").declare(&mut stack, "rds");
    let port = literal!(Port, 5432);
    IngressRule::tcp(&rds.id(), port, Peer::group(&api.id())).declare(&mut stack, "rds_api");
    EgressRule::tcp(&api.id(), port, Peer::group(&rds.id())).declare(&mut stack, "api_rds");
    LoadBalancer::internal("jiki-api", network.public(), &api.id()).declare(&mut stack, "api");

    let table =
        Table::new("jiki-config", KeyAttribute::string("id")).provisioned(TableCapacity { read_units: 1, write_units: 1 }).declare(&mut stack, "config");
    let attributes = Attributes::new().set("value", "https://jiki.io");
    TableItem::new(&table, "frontend_base_url", attributes).declare(&mut stack, "frontend_base_url");

    let log = LogGroup::aurora("jiki-production", "postgresql", Retention::Days7);
    let log = log.declare(&mut stack, "postgresql");
    let secret = GeneratedSecret::new("jiki/production/database-password", Password::length(32), 1);
    let secret = secret.declare(&mut stack, "database_password");
    let subnets = DbSubnetGroup::new("jiki-main", network.public()).declare(&mut stack, "main");
    let credentials = Credentials::stored("jiki", &secret.value());
    let engine = AuroraEngine::postgresql("16.6");
    let database =
        AuroraCluster::serverless("jiki-production", engine, literal!(AcuRange, 0.5, 1.0), credentials)
            .subnet_group(&subnets.name())
            .security_group(&rds.id())
            .export_log(AuroraLog::Postgresql, &log.name());
    database.declare(&mut stack, "main");

    let insights = LogGroup::container_insights("jiki-production", Retention::Days7);
    let insights = insights.declare(&mut stack, "container_insights");
    let cluster = Cluster::new("jiki-production");
    cluster.container_insights(ContainerInsights::Enabled, &insights.name()).declare(&mut stack, "main");
    stack.finish().expect("no problem");
    from_outside();
}

/// What the stack does not make is as easy: a literal, a variable, a raw expression.
fn from_outside() {
    let mut stack = Stack::new("outside");
    let vpc: Ref<VpcId> = Ref::existing("vpc-0a1b2c3d");
    let given: Ref<SubnetId> = stack.variable(Variable::reference("subnet", "subnet-0a1b2c3d"));
    let raw: Ref<SubnetId> = Ref::raw("var.subnet").expect("an expression");
    let region = Region::EU_WEST_1;
    let subnets =
        Subnets::<terrane_aws::Any>::existing(vpc, [(region.zone('a'), given), (region.zone('b'), raw)]);
    stack.declared_by_hand(["module.network"]);
    let group = Ref::raw("module.network.group").expect("an expression");
    LoadBalancer::internal("jiki-api", &subnets, &group).declare(&mut stack, "api");
    stack.finish().expect("no problem");
}
