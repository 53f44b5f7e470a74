//! `aws_flow_log`.

use terrane_aws::kind::{LogGroupArn, RoleArn, SubnetId, VpcId};
use terrane_aws::{Action, Statement, Tags};
use terrane_core::{Body, Expr, Handle, Node, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::BucketFolder;
use crate::kind::FlowLogId;

const FLOW_LOG: ResourceType = terrane_aws::resource("aws_flow_log", "network");

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

impl FlowLogSubject {
    /// All of a VPC's.
    pub fn vpc(vpc: &impl RefersTo<VpcId>) -> Self {
        FlowLogSubject::Vpc(vpc.reference())
    }

    /// Those of a subnet.
    pub fn subnet(subnet: &impl RefersTo<SubnetId>) -> Self {
        FlowLogSubject::Subnet(subnet.reference())
    }
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

impl From<FlowLogTraffic> for Expr {
    fn from(traffic: FlowLogTraffic) -> Self {
        match traffic {
            FlowLogTraffic::All => "ALL",
            FlowLogTraffic::Accepted => "ACCEPT",
            FlowLogTraffic::Rejected => "REJECT",
        }
        .into()
    }
}

/// For how long packets of one connection are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AggregationInterval {
    /// One minute: more records, which cost more.
    OneMinute,
    /// Ten minutes.
    TenMinutes,
}

impl From<AggregationInterval> for Expr {
    fn from(interval: AggregationInterval) -> Self {
        match interval {
            AggregationInterval::OneMinute => 60u32,
            AggregationInterval::TenMinutes => 600,
        }
        .into()
    }
}

/// A record of the connections of a VPC or a subnet, and of whether they were let through. Packets themselves
/// are not recorded.
///
/// Emits `aws_flow_log.{label}`.
///
/// Defaults: all connections, counted together for ten minutes, in the fields of AWS's version 2.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `reserved-folder` | the folder `AWSLogs` of a bucket, which AWS makes itself |
///
/// # Not covered
///
/// Flow logs of transit gateways and of single interfaces, delivery to Firehose and to other accounts: use
/// `stack.amend(&log).attribute(…)`.
///
/// # Example
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
/// FlowLog::to_log_group(FlowLogSubject::vpc(&vpc), &group, &role).declare(&mut stack, "main");
/// stack.finish()?;
/// # Ok::<(), terrane_core::Problems>(())
/// ```
#[doc(alias = "aws_flow_log")]
#[doc(alias = "VPC flow logs")]
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
        let group = group.reference();
        let streams = Ref::from_expr(Text::from(&group).then(":*").into());
        vec![
            Statement::allow([CREATE_STREAM, PUT_EVENTS, DESCRIBE_STREAMS], [group, streams]),
            Statement::allow_on_everything([DESCRIBE_GROUPS]),
        ]
    }

    /// Which connections to record. Default: all.
    pub fn traffic(mut self, traffic: FlowLogTraffic) -> Self {
        self.traffic = traffic;
        self
    }

    /// For how long packets of one connection are counted together. Default: ten minutes.
    pub fn max_aggregation_interval(mut self, interval: AggregationInterval) -> Self {
        self.interval = Some(interval);
        self
    }

    /// The fields of a record, in AWS's words, such as `${srcaddr} ${dstaddr} ${action}`. Default: AWS's
    /// version 2.
    pub fn log_format(mut self, format: impl Into<Text>) -> Self {
        self.format = Some(format.into());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        if let To::Bucket(folder) = &self.to {
            folder.check(body);
        }
    }
}

impl Resource for FlowLog {
    type Handle = FlowLogHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> FlowLogHandle {
        let mut body = Body::new();
        self.check(&mut body);
        match &self.subject {
            FlowLogSubject::Vpc(id) => body.reference("vpc_id", id),
            FlowLogSubject::Subnet(id) => body.reference("subnet_id", id),
        }
        body.set("traffic_type", self.traffic);
        match &self.to {
            To::LogGroup(group, role) => {
                body.set("log_destination_type", "cloud-watch-logs");
                body.reference("log_destination", group);
                body.reference("iam_role_arn", role);
                body.assumes_role(role);
            }
            To::Bucket(folder) => {
                body.set("log_destination_type", "s3");
                folder.write_destination(&mut body);
            }
        }
        body.set_opt("log_format", self.format);
        body.set_opt("max_aggregation_interval", self.interval);
        self.tags.write(&mut body);
        if let To::Bucket(folder) = &self.to {
            folder.write_options(&mut body);
        }
        FlowLogHandle { node: stack.add(&FLOW_LOG, label, body) }
    }
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
