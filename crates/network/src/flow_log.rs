//! `aws_flow_log`.

use terrane_aws::kind::{BucketArn, LogGroupArn, RoleArn, SubnetId, VpcId};
use terrane_aws::{Action, Statement, Tags};
use terrane_core::{Body, Handle, Node, Problem, Ref, RefersTo, Resource, Stack, Text, Type};

use crate::kind::FlowLogId;

const FLOW_LOG: Type = terrane_aws::resource("aws_flow_log", "network");

const CREATE_STREAM: Action<LogGroupArn> = Action::new("logs:CreateLogStream");
const PUT_EVENTS: Action<LogGroupArn> = Action::new("logs:PutLogEvents");
const DESCRIBE_STREAMS: Action<LogGroupArn> = Action::new("logs:DescribeLogStreams");
const DESCRIBE_GROUPS: Action<LogGroupArn> = Action::new("logs:DescribeLogGroups");

/// Whose connections a flow log records.
#[derive(Clone, Debug)]
pub enum FlowLogSubject {
    /// All of a VPC's.
    Vpc(Ref<VpcId>),
    /// Those of a subnet.
    Subnet(Ref<SubnetId>),
}

/// Which connections a flow log records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowLogTraffic {
    /// All of them.
    All,
    /// Those that security groups and network ACLs let through.
    Accepted,
    /// Those that they do not.
    Rejected,
}

/// For how long packets of one connection are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AggregationInterval {
    /// One minute: more records, which cost more.
    OneMinute,
    /// Ten minutes.
    TenMinutes,
}

/// Who spoke with whom in a VPC or a subnet, and whether it was let through. Packets themselves are not recorded.
///
/// Left out: transit gateways, interfaces, Firehose, delivery across accounts (use `stack.amend(&log).attribute(…)`).
///
/// ```
/// use terrane_aws::{Ipv4Cidr, kind::{LogGroupArn, RoleArn}};
/// use terrane_core::{Declare, Ref, Stack, literal};
/// use terrane_network::{FlowLog, FlowLogSubject, Vpc};
///
/// let mut stack = Stack::new("docs");
/// let vpc = Vpc::new(literal!(Ipv4Cidr, [10, 1, 0, 0], 16)).declare(&mut stack, "main");
/// // Both would be handles' references in a stack that has a log group and a role:
/// let group: Ref<LogGroupArn> = Ref::existing("arn:aws:logs:eu-west-1:111122223333:log-group:/jiki/flow");
/// let role: Ref<RoleArn> = Ref::existing("arn:aws:iam::111122223333:role/jiki-flow-logs");
///
/// FlowLog::to_log_group(FlowLogSubject::Vpc(vpc.id()), &group, &role).declare(&mut stack, "main");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct FlowLog {
    subject: FlowLogSubject,
    to: To,
    traffic: FlowLogTraffic,
    interval: Option<AggregationInterval>,
    format: Option<Text>,
    tags: Tags,
}

#[derive(Debug)]
enum To {
    LogGroup(Ref<LogGroupArn>, Ref<RoleArn>),
    Bucket(BucketFolder),
}

/// Where in a bucket, and how, flow logs are kept.
///
/// ```
/// use terrane_aws::kind::BucketArn;
/// use terrane_core::Ref;
/// use terrane_network::BucketFolder;
///
/// let bucket: Ref<BucketArn> = Ref::existing("arn:aws:s3:::jiki-flow-logs");
/// let folder = BucketFolder::new(&bucket).folder("production").parquet();
/// ```
#[derive(Clone, Debug)]
#[must_use = "a folder does nothing until a flow log takes it"]
pub struct BucketFolder {
    bucket: Ref<BucketArn>,
    folder: Option<Text>,
    parquet: bool,
    hourly: bool,
    hive: bool,
}

impl BucketFolder {
    /// The whole bucket: text, a folder for each day.
    pub fn new(bucket: &impl RefersTo<BucketArn>) -> Self {
        Self { bucket: bucket.reference(), folder: None, parquet: false, hourly: false, hive: false }
    }

    /// A folder of the bucket, without slashes around it. `AWSLogs` is AWS's own: it is reported as `reserved-folder`.
    pub fn folder(self, folder: impl Into<Text>) -> Self {
        Self { folder: Some(folder.into()), ..self }
    }

    /// Records as Parquet: smaller, and faster to search.
    pub fn parquet(self) -> Self {
        Self { parquet: true, ..self }
    }

    /// A folder for each hour.
    pub fn per_hour_partition(self) -> Self {
        Self { hourly: true, ..self }
    }

    /// Names of folders as Hive writes them: `year=2026/month=09`.
    pub fn hive_compatible_partitions(self) -> Self {
        Self { hive: true, ..self }
    }
}

impl FlowLog {
    /// Records in CloudWatch Logs. The role trusts [`FlowLog::PRINCIPAL`] and has the rights of
    /// [`FlowLog::delivery_rights`]; the flow log waits for its policies.
    pub fn to_log_group(
        subject: FlowLogSubject,
        group: &impl RefersTo<LogGroupArn>,
        role: &impl RefersTo<RoleArn>,
    ) -> Self {
        Self::new(subject, To::LogGroup(group.reference(), role.reference()))
    }

    /// Records in an S3 bucket, once in five minutes. AWS adds to the bucket's policy what it needs.
    pub fn to_bucket(subject: FlowLogSubject, folder: BucketFolder) -> Self {
        Self::new(subject, To::Bucket(folder))
    }

    fn new(subject: FlowLogSubject, to: To) -> Self {
        let (traffic, tags) = (FlowLogTraffic::All, Tags::default());
        Self { subject, to, traffic, interval: None, format: None, tags }
    }

    /// The service that delivers flow logs to CloudWatch: what the role trusts.
    pub const PRINCIPAL: &'static str = "vpc-flow-logs.amazonaws.com";

    /// What the role needs to deliver to a log group.
    pub fn delivery_rights(group: &impl RefersTo<LogGroupArn>) -> Vec<Statement> {
        let group = &group.reference();
        let streams = Ref::from_expr(Text::from(group).then(":*").into());
        vec![
            Statement::allow([CREATE_STREAM, PUT_EVENTS, DESCRIBE_STREAMS], [group.clone(), streams]),
            Statement::allow_on_everything([DESCRIBE_GROUPS]),
        ]
    }

    /// Which connections to record. Default: all.
    pub fn traffic(self, traffic: FlowLogTraffic) -> Self {
        Self { traffic, ..self }
    }

    /// For how long packets of one connection are counted together. Default: ten minutes.
    pub fn max_aggregation_interval(self, interval: AggregationInterval) -> Self {
        Self { interval: Some(interval), ..self }
    }

    /// The fields of a record, in AWS's words, such as `${srcaddr} ${dstaddr} ${action}`. Default: AWS's version 2.
    pub fn log_format(self, format: impl Into<Text>) -> Self {
        Self { format: Some(format.into()), ..self }
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }
}

impl Resource for FlowLog {
    type Handle = FlowLogHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> FlowLogHandle {
        let mut body = Body::new();
        match &self.subject {
            FlowLogSubject::Vpc(id) => body.reference("vpc_id", id),
            FlowLogSubject::Subnet(id) => body.reference("subnet_id", id),
        }
        body.set(
            "traffic_type",
            match self.traffic {
                FlowLogTraffic::All => "ALL",
                FlowLogTraffic::Accepted => "ACCEPT",
                FlowLogTraffic::Rejected => "REJECT",
            },
        );
        let mut options = None;
        match self.to {
            To::LogGroup(group, role) => {
                body.set("log_destination_type", "cloud-watch-logs");
                body.reference("log_destination", &group);
                body.reference("iam_role_arn", &role);
                body.acts_as(&role);
            }
            To::Bucket(to) => {
                body.set("log_destination_type", "s3");
                set_folder(&to, &mut body);
                options = (to.parquet || to.hourly || to.hive).then_some(to);
            }
        }
        body.maybe("log_format", self.format);
        let interval = self.interval.map(|interval| match interval {
            AggregationInterval::OneMinute => 60u32,
            AggregationInterval::TenMinutes => 600,
        });
        body.maybe("max_aggregation_interval", interval);
        self.tags.apply(&mut body);
        if let Some(to) = options {
            body.block("destination_options", |block| {
                block.maybe("file_format", to.parquet.then_some("parquet"));
                block.maybe("hive_compatible_partitions", to.hive.then_some(true));
                block.maybe("per_hour_partition", to.hourly.then_some(true));
            });
        }
        FlowLogHandle { node: stack.add(&FLOW_LOG, label, body) }
    }
}

fn set_folder(to: &BucketFolder, body: &mut Body) {
    let Some(folder) = &to.folder else {
        body.reference("log_destination", &to.bucket);
        return;
    };
    if folder.as_literal().is_some_and(|folder| folder.split('/').any(|part| part == "AWSLogs")) {
        body.problem(Problem::error(
            "reserved-folder",
            "the folder is `AWSLogs`, which AWS makes itself, within the folder that it is given",
            "leave the folder out, or choose another one",
        ));
    }
    body.set("log_destination", Text::from(&to.bucket).then("/").then(folder).then("/"));
}

/// A declared flow log.
#[derive(Clone, Debug)]
pub struct FlowLogHandle {
    node: Node,
}

impl FlowLogHandle {
    /// Its id.
    pub fn id(&self) -> Ref<FlowLogId> {
        self.node.attribute("id")
    }
}

impl RefersTo<FlowLogId> for FlowLogHandle {
    fn reference(&self) -> Ref<FlowLogId> {
        self.id()
    }
}

impl Handle for FlowLogHandle {
    fn node(&self) -> &Node {
        &self.node
    }
}
