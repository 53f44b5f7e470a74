//! The kinds of reference that layers exchange: one empty type per thing that AWS tells apart.

use terrane_core::Kind;

/// A kind of ARN that IAM statements are about.
///
/// A layer of your own says it of its kinds:
///
/// ```
/// use terrane_aws::ActionTarget;
/// use terrane_core::Kind;
///
/// /// The ARN of a Kinesis stream.
/// #[derive(Debug)]
/// pub enum StreamArn {}
/// impl Kind for StreamArn {
///     const NOUN: &'static str = "Kinesis stream ARN";
///     const ID_PREFIX: &'static str = "arn:";
/// }
/// impl ActionTarget for StreamArn {
///     const ACTION_PREFIX: &'static str = "kinesis:";
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a kind that IAM actions are about",
    label = "expected a kind such as `BucketArn` or `TableArn`"
)]
pub trait ActionTarget: Kind {
    /// How the IAM actions on it begin, such as `s3:`; empty where that is not checked.
    const ACTION_PREFIX: &'static str = "";
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $noun:literal $(, $start:literal $(, $actions:literal)?)?;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub enum $name {}
        impl Kind for $name {
            const NOUN: &'static str = $noun;
            $(const ID_PREFIX: &'static str = $start;)?
        }
        impl ActionTarget for $name {
            $($(const ACTION_PREFIX: &'static str = $actions;)?)?
        }
    )*};
}

kinds! {
    /// The id of a VPC.
    VpcId = "VPC id", "vpc-";
    /// The id of a subnet, whatever its routes.
    SubnetId = "subnet id", "subnet-";
    /// The id of a route table.
    RouteTableId = "route table id", "rtb-";
    /// The id of an internet gateway.
    InternetGatewayId = "internet gateway id", "igw-";
    /// The id of a NAT gateway.
    NatGatewayId = "NAT gateway id", "nat-";
    /// The id of an Elastic IP allocation.
    ElasticIpId = "Elastic IP allocation id", "eipalloc-";
    /// The id of a VPC endpoint.
    VpcEndpointId = "VPC endpoint id", "vpce-";
    /// The id of a managed prefix list.
    PrefixListId = "prefix list id", "pl-";
    /// The id of a security group.
    SecurityGroupId = "security group id", "sg-";

    /// The ARN of an IAM role.
    RoleArn = "IAM role ARN", "arn:";
    /// The name of an IAM role.
    RoleName = "IAM role name";
    /// The ARN of a managed IAM policy.
    PolicyArn = "IAM policy ARN", "arn:";
    /// The ARN of a KMS key.
    KeyArn = "KMS key ARN", "arn:", "kms:";
    /// The id of a KMS key.
    KeyId = "KMS key id";

    /// The ARN of an S3 bucket.
    BucketArn = "S3 bucket ARN", "arn:", "s3:";
    /// The ARN pattern of the objects in an S3 bucket.
    ObjectsArn = "S3 objects ARN", "arn:", "s3:";
    /// The name of an S3 bucket.
    BucketName = "S3 bucket name";
    /// The ARN of a DynamoDB table.
    TableArn = "DynamoDB table ARN", "arn:", "dynamodb:";
    /// The ARN pattern of a DynamoDB table's indexes.
    TableIndexArn = "DynamoDB index ARN", "arn:", "dynamodb:";
    /// The name of a DynamoDB table.
    TableName = "DynamoDB table name";
    /// The ARN of a Secrets Manager secret.
    SecretArn = "secret ARN", "arn:", "secretsmanager:";
    /// The name of a DB subnet group.
    DbSubnetGroupName = "DB subnet group name";
    /// The identifier of an Aurora cluster.
    DbClusterId = "Aurora cluster id";
    /// The ARN of an Aurora cluster.
    DbClusterArn = "Aurora cluster ARN", "arn:";
    /// The name of an ElastiCache subnet group.
    CacheSubnetGroupName = "ElastiCache subnet group name";

    /// The URL of an ECR repository, without a tag.
    RepositoryUrl = "ECR repository URL";
    /// The ARN of an ECR repository.
    RepositoryArn = "ECR repository ARN", "arn:", "ecr:";
    /// The name of an ECR repository.
    RepositoryName = "ECR repository name";
    /// The ARN of an ECS cluster.
    ClusterArn = "ECS cluster ARN", "arn:";
    /// The name of an ECS cluster.
    ClusterName = "ECS cluster name";
    /// The ARN of an ECS task definition, with its revision.
    TaskDefinitionArn = "task definition ARN", "arn:";
    /// The name of an ECS service.
    ServiceName = "ECS service name";

    /// The ARN of a load balancer.
    LoadBalancerArn = "load balancer ARN", "arn:";
    /// The ARN of a target group, whether or not anything forwards to it.
    TargetGroupArn = "target group ARN", "arn:";
    /// The ARN of a listener.
    ListenerArn = "listener ARN", "arn:";
    /// The ARN of a certificate that may not be issued yet.
    CertificateArn = "certificate ARN", "arn:";
    /// The ARN of a certificate that has been validated: what a listener takes.
    ValidatedCertificateArn = "validated certificate ARN", "arn:";
    /// The id of a Cloudflare zone.
    ZoneId = "Cloudflare zone id";
    /// The id of a Route 53 hosted zone.
    HostedZoneId = "Route 53 hosted zone id";

    /// The ARN of a CloudWatch log group.
    LogGroupArn = "log group ARN", "arn:", "logs:";
    /// The name of a CloudWatch log group.
    LogGroupName = "log group name";
    /// The ARN of an SNS topic.
    TopicArn = "SNS topic ARN", "arn:", "sns:";
    /// The ARN of a CloudWatch alarm.
    AlarmArn = "alarm ARN", "arn:";

    /// A host name.
    HostName = "host name";
    /// The id of the AWS account.
    AccountId = "AWS account id";
}
