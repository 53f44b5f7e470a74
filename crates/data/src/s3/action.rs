//! Actions of S3, by what they apply to.

use terrane_aws::Action;
use terrane_aws::kind::{BucketArn, ObjectsArn};

/// Lists the objects.
pub const LIST_BUCKET: Action<BucketArn> = Action::new("s3:ListBucket");
/// Lists the versions of the objects.
pub const LIST_BUCKET_VERSIONS: Action<BucketArn> = Action::new("s3:ListBucketVersions");
/// Tells the bucket's region.
pub const GET_BUCKET_LOCATION: Action<BucketArn> = Action::new("s3:GetBucketLocation");
/// Reads an object.
pub const GET_OBJECT: Action<ObjectsArn> = Action::new("s3:GetObject");
/// Reads a version of an object.
pub const GET_OBJECT_VERSION: Action<ObjectsArn> = Action::new("s3:GetObjectVersion");
/// Writes an object.
pub const PUT_OBJECT: Action<ObjectsArn> = Action::new("s3:PutObject");
/// Deletes an object.
pub const DELETE_OBJECT: Action<ObjectsArn> = Action::new("s3:DeleteObject");
/// Sets an object's ACL: nothing without ACLs, which S3 has off.
pub const PUT_OBJECT_ACL: Action<ObjectsArn> = Action::new("s3:PutObjectAcl");
/// Drops the parts of an upload.
pub const ABORT_MULTIPART_UPLOAD: Action<ObjectsArn> = Action::new("s3:AbortMultipartUpload");
