//! What a declared Aurora cluster gives.

use std::marker::PhantomData;

use terrane_aws::kind::{DbClusterArn, DbClusterId, HostName, SecretArn};
use terrane_aws::{Action, ActionTarget, Endpoint, Metric, RotatingSecret, Statement, Statistic};
use terrane_core::{Expr, Handle, Kind, Node, Port, Ref, RefersTo, Text, call};

use super::ServerlessCapacity;
use super::credentials::ManagedSecret;

/// The ARN of a user of a database, for logins with IAM.
#[derive(Clone, Copy, Debug)]
pub enum DbUserArn {}

impl Kind for DbUserArn {
    const NOUN: &'static str = "database user ARN";
    const ID_PREFIX: &'static str = "arn:";
}

impl ActionTarget for DbUserArn {}

const CONNECT: Action<DbUserArn> = Action::new("rds-db:connect");

/// A declared Aurora cluster. The endpoints wait for the instances behind them.
#[derive(Clone, Debug)]
pub struct AuroraClusterHandle<C = ServerlessCapacity> {
    cluster: Node,
    instances: Vec<Node>,
    facts: Facts,
    kind: PhantomData<fn() -> C>,
}

#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) port: Port,
    pub(super) pauses: bool,
    pub(super) max_connections: Option<u32>,
    pub(super) managed_secret: Option<ManagedSecret>,
}

impl<C> AuroraClusterHandle<C> {
    pub(super) fn new(cluster: Node, instances: Vec<Node>, facts: Facts) -> Self {
        Self { cluster, instances, facts, kind: PhantomData }
    }

    /// The identifier.
    pub fn id(&self) -> Ref<DbClusterId> {
        self.cluster.attribute("id")
    }

    /// The ARN.
    pub fn arn(&self) -> Ref<DbClusterArn> {
        self.cluster.attribute("arn")
    }

    /// Where the writer answers.
    pub fn endpoint(&self) -> Endpoint {
        self.reached("endpoint", self.instances.first())
    }

    /// Where the readers answer; the writer, where there are none.
    pub fn reader_endpoint(&self) -> Endpoint {
        self.reached("reader_endpoint", self.instances.get(1).or(self.instances.first()))
    }

    fn reached(&self, attribute: &'static str, instance: Option<&Node>) -> Endpoint {
        let host: Ref<HostName> = self.cluster.attribute(attribute);
        let host = match instance {
            Some(instance) => host.after(instance),
            None => host,
        };
        Endpoint { host, port: self.facts.port }
    }

    /// The name of the database that was created with the cluster.
    pub fn database_name(&self) -> Text {
        Text::from_expr(self.cluster.expression("database_name"))
    }

    /// The name of the master user.
    pub fn username(&self) -> Text {
        Text::from_expr(self.cluster.expression("master_username"))
    }

    /// The secret with the master password, where RDS manages it
    /// ([`Credentials::managed_by_rds`](crate::Credentials::managed_by_rds)). RDS changes it every seven
    /// days, so it does not fit a container's environment.
    pub fn managed_secret(&self) -> Option<RotatingSecret> {
        let ManagedSecret { key } = self.facts.managed_secret.as_ref()?;
        let arn: Ref<SecretArn> = self.cluster.attribute("master_user_secret[0].secret_arn");
        let secret = RotatingSecret::new(arn);
        Some(match key {
            Some(key) => secret.encrypted_with(key.clone()),
            None => secret,
        })
    }

    /// The right to log in as a user of the database with IAM; see
    /// [`AuroraCluster::iam_authentication`](crate::AuroraCluster::iam_authentication).
    pub fn connect_as(&self, user: impl Into<Text>) -> Vec<Statement> {
        // `arn:aws:rds:REGION:ACCOUNT:cluster:NAME` and
        // `arn:aws:rds-db:REGION:ACCOUNT:dbuser:cluster-ID/USER`.
        let of = |name| Text::from_expr(self.cluster.expression(name));
        let replace = |text: Expr, from: Text, to: Text| call("replace", [text, from.into(), to.into()]);
        let arn = replace(self.cluster.expression("arn"), ":rds:".into(), ":rds-db:".into());
        let cluster = Text::from(":cluster:").then(of("id"));
        let users = Text::from(":dbuser:").then(of("cluster_resource_id")).then("/").then(user);
        vec![Statement::allow([CONNECT], [Ref::from_expr(replace(arn, cluster, users))])]
    }

    /// How many connections an instance takes by its parameters: from the maximum of ACUs, or from a
    /// `max_connections` that a declared parameter group sets to a number. `None` where it is not known here:
    /// provisioned instances, parameter groups from outside of the stack, and MySQL at sizes that are not in
    /// AWS's table.
    pub fn max_connections(&self) -> Option<u32> {
        self.facts.max_connections
    }

    /// The open connections of the cluster's instances: `DatabaseConnections`.
    pub fn connections(&self) -> Metric {
        self.metric("DatabaseConnections", Statistic::Average)
    }

    /// The share of CPU in use, in percent: `CPUUtilization`.
    pub fn cpu_utilization(&self) -> Metric {
        self.metric("CPUUtilization", Statistic::Average)
    }

    /// The free memory in bytes: `FreeableMemory`.
    pub fn freeable_memory(&self) -> Metric {
        self.metric("FreeableMemory", Statistic::Minimum)
    }

    /// The free local storage in bytes, for temporary tables and logs: `FreeLocalStorage`.
    pub fn free_local_storage(&self) -> Metric {
        self.metric("FreeLocalStorage", Statistic::Minimum)
    }

    /// Deadlocks per second: `Deadlocks`.
    pub fn deadlocks(&self) -> Metric {
        self.metric("Deadlocks", Statistic::Average)
    }

    /// How far the slowest reader is behind, in milliseconds: `AuroraReplicaLagMaximum`. Without a reader
    /// there is no data.
    pub fn replica_lag(&self) -> Metric {
        self.metric("AuroraReplicaLagMaximum", Statistic::Maximum).absent_at_zero()
    }

    /// The storage in use, in bytes: `VolumeBytesUsed`.
    pub fn volume_bytes_used(&self) -> Metric {
        self.metric("VolumeBytesUsed", Statistic::Average)
    }

    fn metric(&self, name: &'static str, statistic: Statistic) -> Metric {
        let metric = Metric::new("AWS/RDS", name, statistic).dimension("DBClusterIdentifier", self.id());
        // Instances that pause report nothing.
        if self.facts.pauses { metric.absent_at_zero() } else { metric }
    }

    /// The instances, `aws_rds_cluster_instance`: the first has the cluster's label.
    pub fn instances(&self) -> &[Node] {
        &self.instances
    }
}

impl AuroraClusterHandle<ServerlessCapacity> {
    /// The share of the maximum of ACUs in use, in percent: `ACUUtilization`.
    pub fn acu_utilization(&self) -> Metric {
        self.metric("ACUUtilization", Statistic::Average)
    }

    /// The ACUs in use: `ServerlessDatabaseCapacity`.
    pub fn capacity(&self) -> Metric {
        self.metric("ServerlessDatabaseCapacity", Statistic::Average)
    }
}

impl<C> RefersTo<DbClusterId> for AuroraClusterHandle<C> {
    fn reference(&self) -> Ref<DbClusterId> {
        self.id()
    }
}

impl<C> Handle for AuroraClusterHandle<C> {
    fn node(&self) -> &Node {
        &self.cluster
    }
}
