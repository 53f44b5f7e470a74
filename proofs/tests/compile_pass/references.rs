//! What names what: each reference where its kind is wanted.

use terrane_compute::{Cluster, ContainerInsights};
use terrane_core::kind::{SubnetId, VpcId};
use terrane_core::{Ipv4Cidr, Port, Ref, Region, Stack, Subnets, Variable, literal};
use terrane_data::{AcuRange, AuroraCluster, AuroraEngine, AuroraLog, Credentials};
use terrane_data::{Attributes, DbSubnetGroup, GeneratedSecret, KeyAttribute, Password, Table, TableItem};
use terrane_edge::LoadBalancer;
use terrane_network::{EgressRule, IngressRule, Network, Peer, SecurityGroup};
use terrane_observability::{LogGroup, Retention};

fn main() {
    let region = Region::EU_WEST_1;
    let mut stack = Stack::new("references");
    let zones = ['a', 'b'].map(|letter| region.zone(letter));
    let network = stack.declare("main", Network::new("jiki", literal!(Ipv4Cidr, [10, 1, 0, 0], 16), zones));
    stack.amend(&network.vpc).prevent_destroy();

    // Two groups that name each other.
    let group = |name: &'static str| SecurityGroup::new(name, "One of two", &network.vpc_id());
    let api = stack.declare("api", group("jiki-api"));
    let rds = stack.declare("rds", group("jiki-rds"));
    let port = literal!(Port, 5432);
    stack.declare("rds_api", IngressRule::tcp(&rds.id(), port, Peer::group(&api.id())));
    stack.declare("api_rds", EgressRule::tcp(&api.id(), port, Peer::group(&rds.id())));
    stack.declare("api", LoadBalancer::internal("jiki-api", network.public(), &api.id()));

    let table =
        stack.declare("config", Table::new("jiki-config", KeyAttribute::string("id")).provisioned(1, 1));
    let attributes = Attributes::new().set("value", "https://jiki.io");
    stack.declare("frontend_base_url", TableItem::new(&table, "frontend_base_url", attributes));

    let log = LogGroup::aurora("jiki-production", "postgresql", Retention::Days7);
    let log = stack.declare("postgresql", log);
    let secret = GeneratedSecret::new("jiki/production/database-password", Password::length(32), 1);
    let secret = stack.declare("database_password", secret);
    let subnets = stack.declare("main", DbSubnetGroup::new("jiki-main", network.public()));
    let credentials = Credentials::stored("jiki", &secret.value());
    let engine = AuroraEngine::postgresql("16.6");
    let database =
        AuroraCluster::serverless("jiki-production", engine, literal!(AcuRange, 0.5, 1.0), credentials)
            .subnet_group(&subnets.name())
            .security_group(&rds.id())
            .export_log(AuroraLog::Postgresql, &log.name());
    stack.declare("main", database);

    let insights = LogGroup::container_insights("jiki-production", Retention::Days7);
    let insights = stack.declare("container_insights", insights);
    let cluster = Cluster::new("jiki-production");
    stack.declare("main", cluster.container_insights(ContainerInsights::Enabled, &insights.name()));
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
        Subnets::<terrane_core::Any>::existing(vpc, [(region.zone('a'), given), (region.zone('b'), raw)]);
    stack.declared_by_hand(["module.network"]);
    let group = Ref::raw("module.network.group").expect("an expression");
    stack.declare("api", LoadBalancer::internal("jiki-api", &subnets, &group));
    stack.finish().expect("no problem");
}
