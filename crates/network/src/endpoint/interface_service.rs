//! Services that interface endpoints lead to.

use terrane_aws::Region;
use terrane_core::Text;

/// A service of AWS or of a partner that an [`InterfaceEndpoint`](crate::InterfaceEndpoint) leads to.
#[derive(Clone, Debug)]
pub struct InterfaceService(Name);

#[derive(Clone, Debug)]
enum Name {
    OfAws(&'static str),
    Whole(Text),
}

impl InterfaceService {
    /// ECR's API: asked for a token before an image is pulled.
    pub const ECR_API: InterfaceService = Self::named("ecr.api");
    /// ECR's registry: where an image is pulled from. Its layers come from S3.
    pub const ECR_DKR: InterfaceService = Self::named("ecr.dkr");
    /// CloudWatch Logs.
    pub const LOGS: InterfaceService = Self::named("logs");
    /// CloudWatch's metrics and alarms.
    pub const MONITORING: InterfaceService = Self::named("monitoring");
    /// Secrets Manager.
    pub const SECRETS_MANAGER: InterfaceService = Self::named("secretsmanager");
    /// KMS.
    pub const KMS: InterfaceService = Self::named("kms");
    /// SQS.
    pub const SQS: InterfaceService = Self::named("sqs");
    /// SNS.
    pub const SNS: InterfaceService = Self::named("sns");
    /// STS.
    pub const STS: InterfaceService = Self::named("sts");
    /// Systems Manager, with its parameters.
    pub const SSM: InterfaceService = Self::named("ssm");
    /// Session Manager's channel: what ECS Exec needs.
    pub const SSM_MESSAGES: InterfaceService = Self::named("ssmmessages");

    /// A service of AWS by what follows the region in its name: `ecr.api` of
    /// `com.amazonaws.eu-west-1.ecr.api`.
    pub const fn named(name: &'static str) -> Self {
        Self(Name::OfAws(name))
    }

    /// Any service by its whole name, such as `com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d`.
    pub fn whole_name(name: impl Into<Text>) -> Self {
        Self(Name::Whole(name.into()))
    }

    pub(crate) fn in_region(self, region: &Region) -> Text {
        match self.0 {
            Name::OfAws(name) => ["com.amazonaws.", region.code(), ".", name].concat().into(),
            Name::Whole(name) => name,
        }
    }
}
