//! Where flow logs are kept in S3.

use terrane_aws::kind::BucketArn;
use terrane_core::{Body, Problem, Ref, RefersTo, Text};

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

    /// A folder of the bucket, without slashes around it. `AWSLogs` is AWS's own: it is reported as
    /// `reserved-folder`.
    pub fn folder(mut self, folder: impl Into<Text>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Records as Parquet: smaller, and faster to search.
    pub fn parquet(mut self) -> Self {
        self.parquet = true;
        self
    }

    /// A folder for each hour.
    pub fn per_hour_partition(mut self) -> Self {
        self.hourly = true;
        self
    }

    /// Names of folders as Hive writes them: `year=2026/month=09`.
    pub fn hive_compatible_partitions(mut self) -> Self {
        self.hive = true;
        self
    }

    pub(super) fn check(&self, body: &mut Body) {
        let folder = self.folder.as_ref().and_then(Text::as_literal);
        if folder.is_some_and(|folder| folder.split('/').any(|part| part == "AWSLogs")) {
            body.report(Problem::error(
                "reserved-folder",
                "the folder is `AWSLogs`, which AWS makes itself, within the folder that it is given",
                "leave the folder out, or choose another one",
            ));
        }
    }

    pub(super) fn write_destination(&self, body: &mut Body) {
        match &self.folder {
            Some(folder) => {
                body.set("log_destination", Text::from(&self.bucket).then("/").then(folder).then("/"));
            }
            None => body.reference("log_destination", &self.bucket),
        }
    }

    pub(super) fn write_options(&self, body: &mut Body) {
        if self.parquet || self.hourly || self.hive {
            body.block("destination_options", |block| {
                block.set_opt("file_format", self.parquet.then_some("parquet"));
                block.set_opt("hive_compatible_partitions", self.hive.then_some(true));
                block.set_opt("per_hour_partition", self.hourly.then_some(true));
            });
        }
    }
}
