//! The volumes of a task.

use terrane_core::{Body, NameRule, Problem, Ref, RefersTo, Text};

use super::name::ECS_NAME;
use crate::kind::{AccessPointId, FileSystemId};

/// A volume of a task, which containers mount: see [`Container::mount`](crate::Container::mount).
///
/// A task definition has the volumes that its containers mount, so a mount cannot name one that is missing.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | see [`Volume::NAME`] |
/// | `root-directory-with-access-point` | a root directory beside an access point |
/// | `duplicate-volume` | two different volumes of one name in a task |
///
/// # Not covered
///
/// Volumes on EBS, which a service makes at launch.
///
/// # Example
///
/// ```
/// use terrane_compute::{Container, Image, ImageTag, Volume};
/// use terrane_core::literal;
///
/// let scratch = Volume::ephemeral("tmp");
/// let image = Image::external("public.ecr.aws/jiki/api", literal!(ImageTag, "3f2a91c"));
/// let container = Container::non_root("web", image, 1000).read_only_root().mount(&scratch, "/rails/tmp");
/// ```
#[derive(Clone, Debug)]
#[must_use = "a volume does nothing until a container mounts it"]
pub struct Volume {
    name: Text,
    storage: Storage,
}

#[derive(Clone, Debug)]
enum Storage {
    Ephemeral,
    Efs { file_system: Ref<FileSystemId>, access_point: Option<Ref<AccessPointId>>, root: Option<Text> },
}

impl Volume {
    /// The name of a volume.
    pub const NAME: NameRule = ECS_NAME;

    /// Space on the task's own disk. The task's containers share it, and it ends with the task. A container
    /// without root can write to it where its image declares a `VOLUME` there that its user owns.
    pub fn ephemeral(name: impl Into<Text>) -> Self {
        Self { name: name.into(), storage: Storage::Ephemeral }
    }

    /// An EFS file system, encrypted in transit. Its mount targets must admit the task's security groups on
    /// port 2049.
    pub fn efs(name: impl Into<Text>, file_system: &impl RefersTo<FileSystemId>) -> Self {
        let storage = Storage::Efs { file_system: file_system.reference(), access_point: None, root: None };
        Self { name: name.into(), storage }
    }

    /// Through an access point of the file system, as the task role: the access point's root directory and
    /// user apply. No effect on an ephemeral volume.
    pub fn access_point(mut self, point: &impl RefersTo<AccessPointId>) -> Self {
        if let Storage::Efs { access_point, .. } = &mut self.storage {
            *access_point = Some(point.reference());
        }
        self
    }

    /// A directory of the file system as the volume's root. Not beside an access point, which has its own. No
    /// effect on an ephemeral volume.
    pub fn root_directory(mut self, path: impl Into<Text>) -> Self {
        if let Storage::Efs { root, .. } = &mut self.storage {
            *root = Some(path.into());
        }
        self
    }

    pub(super) fn name(&self) -> &Text {
        &self.name
    }

    /// Whether both have one name that is known, and so are one volume.
    pub(super) fn has_name_of(&self, other: &Self) -> bool {
        self.name.as_literal().is_some_and(|name| other.name.as_literal() == Some(name))
    }

    /// Whether both are the same storage. It matters only for volumes that share a name.
    pub(super) fn is_same_storage(&self, other: &Self) -> bool {
        format!("{:?}", self.storage) == format!("{:?}", other.storage)
    }

    pub(super) fn check(&self, body: &mut Body) {
        if let Storage::Efs { access_point: Some(_), root: Some(root), .. } = &self.storage
            && let Some(root) = root.as_literal().filter(|root| *root != "/")
        {
            body.report(Problem::error(
                "root-directory-with-access-point",
                format!("a volume has the root directory `{root}` beside an access point, which AWS refuses"),
                "leave one of them out: an access point has a root of its own",
            ));
        }
    }

    pub(super) fn write(&self, body: &mut Body) {
        body.block("volume", |volume| {
            volume.name("name", &Self::NAME, &self.name);
            let Storage::Efs { file_system, access_point, root } = &self.storage else { return };
            volume.block("efs_volume_configuration", |efs| {
                efs.reference("file_system_id", file_system);
                efs.set_opt("root_directory", root.as_ref());
                efs.set("transit_encryption", "ENABLED");
                if let Some(point) = access_point {
                    efs.block("authorization_config", |authorization| {
                        authorization.reference("access_point_id", point);
                        authorization.set("iam", "ENABLED");
                    });
                }
            });
        });
    }
}
