//! What differs between environments, and what a reader may want to change.

use terrane::prelude::*;

/// The port of the database: cluster, security groups, config table and environment all take it from here.
pub(crate) const DATABASE_PORT: Port = Port::literal(5432);

/// The port of both key-value stores.
pub(crate) const REDIS_PORT: Port = Port::literal(6379);

/// Where something comes from that may exist before this stack does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin<T> {
    /// This stack makes it.
    Declared,
    /// It is there, and belongs to another stack: this stack looks it up.
    LookedUp,
    /// It is there, and becomes this stack's: `import` blocks adopt it under these ids.
    Adopted(T),
}

/// The ids of a network that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkIds {
    /// The VPC.
    pub vpc: String,
    /// The internet gateway.
    pub internet_gateway: String,
    /// One public subnet per zone, in the order of [`Settings::zones`].
    pub subnets: Vec<String>,
}

/// One environment of the stack.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Its name: what tags and state are called after.
    pub environment: &'static str,
    /// What every AWS name begins with.
    pub prefix: &'static str,
    /// The domain below which the environment's sites are.
    pub domain: &'static str,
    /// The AWS region.
    pub region: Region,
    /// The availability zones, one public subnet each.
    pub zones: Vec<Zone>,
    /// The VPC's addresses.
    pub vpc_cidr: Ipv4Cidr,
    /// Where the VPC and its subnets come from.
    pub network: Origin<NetworkIds>,
    /// Where the config table comes from; adopted under its name.
    pub config_table: Origin<()>,
    /// The S3 bucket of Active Storage.
    pub bucket: &'static str,
    /// The DynamoDB table that the application reads its configuration from.
    pub table: &'static str,
    /// Guards against losing data: deletion protection, `prevent_destroy`, a final snapshot.
    pub protected: bool,
    /// What the database may use. With a minimum of 0 it pauses while nothing is connected.
    pub database_capacity: AcuRange,
    /// How many web tasks there may be.
    pub web_tasks: TaskCount,
    /// The port of the proxy in the image: container, mapping, groups, target group and health check all take it
    /// from here.
    pub web_port: UnprivilegedPort,
    /// The port of the application server behind that proxy.
    pub target_port: UnprivilegedPort,
    /// Whether the worker's image touches a heartbeat file: only then is there something to check its health
    /// by.
    pub worker_heartbeat: bool,
    /// Who hears of alarms by e-mail.
    pub alarm_email: Option<&'static str>,
    /// A web application firewall before the load balancer: about 5 USD a month, 1 for each rule group and
    /// 0.60 for a million requests (AWS blog; second-hand, 2026-11).
    pub firewall: bool,
}

impl Settings {
    /// Production, as the plan has it.
    pub fn production() -> Self {
        let region = Region::EU_WEST_1;
        Self {
            environment: "production",
            prefix: "jiki",
            domain: "jiki.io",
            zones: ['a', 'b', 'c'].map(|letter| region.zone(letter)).to_vec(),
            region,
            vpc_cidr: literal!(Ipv4Cidr, [10, 1, 0, 0], 16),
            network: Origin::Declared,
            config_table: Origin::Declared,
            bucket: "jiki-api-storage",
            table: "jiki-config",
            protected: true,
            database_capacity: literal!(AcuRange, 0.0, 1.0),
            web_tasks: literal!(TaskCount, 1, 4),
            web_port: literal!(UnprivilegedPort, 3000),
            target_port: literal!(UnprivilegedPort, 3001),
            worker_heartbeat: true,
            alarm_email: None,
            firewall: false,
        }
    }

    /// Staging: the same, smaller and without protection.
    pub fn staging() -> Self {
        Self {
            environment: "staging",
            prefix: "jiki-staging",
            domain: "staging.jiki.io",
            vpc_cidr: literal!(Ipv4Cidr, [10, 2, 0, 0], 16),
            bucket: "jiki-staging-api-storage",
            table: "jiki-staging-config",
            protected: false,
            web_tasks: literal!(TaskCount, 1, 2),
            ..Self::production()
        }
    }

    /// `jiki-production`, `jiki-staging`: the stack, the cluster and the database.
    pub fn stack_name(&self) -> String {
        format!("jiki-{}", self.environment)
    }

    /// An AWS name of this environment: `jiki-alb`, `jiki-staging-alb`.
    pub fn name(&self, rest: &str) -> String {
        format!("{}-{rest}", self.prefix)
    }

    /// The name of a secret: `jiki/production/rails-master-key`.
    pub fn secret_name(&self, rest: &str) -> String {
        format!("jiki/{}/{rest}", self.environment)
    }

    /// Where the API answers: `api.jiki.io`.
    pub fn api_domain(&self) -> String {
        format!("api.{}", self.domain)
    }

    /// Whether the VPC is this stack's own, made or adopted.
    pub fn declares_network(&self) -> bool {
        self.network != Origin::LookedUp
    }

    /// The URL of another site of this environment.
    pub fn site(&self, host: &str) -> String {
        if host.is_empty() {
            format!("https://{}", self.domain)
        } else {
            format!("https://{host}.{}", self.domain)
        }
    }

    /// The database's name: `jiki_production`.
    pub fn database_name(&self) -> String {
        format!("jiki_{}", self.environment)
    }

    /// The state's key in its bucket.
    pub fn state_key(&self) -> String {
        format!("{}/terraform.tfstate", self.environment)
    }
}
