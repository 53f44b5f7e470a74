//! The volumes of a task.

use terrane_core::{Body, Problem, Ref, RefersTo, Text};

use crate::ECS_NAME;
use crate::kind::{AccessPointId, FileSystemId};

/// A volume of a task, which containers mount: see [`Container::mount`](crate::Container::mount).
///
/// A task definition has the volumes that its containers mount, so a mount cannot name one that is missing. Left out:
/// volumes on EBS, which a service makes at launch.
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
#[must_use]
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
    /// Space on the task's own disk, which its containers share and which goes with the task. A container without root
    /// can write to it where its image declares a `VOLUME` there that its user owns.
    pub fn ephemeral(name: impl Into<Text>) -> Self {
        Self { name: name.into(), storage: Storage::Ephemeral }
    }

    /// An EFS file system, encrypted on its way. The task's groups must be admitted at its mount targets, on port 2049.
    pub fn efs(name: impl Into<Text>, file_system: &impl RefersTo<FileSystemId>) -> Self {
        let storage = Storage::Efs { file_system: file_system.reference(), access_point: None, root: None };
        Self { name: name.into(), storage }
    }

    /// Through an access point of the file system, as the task role: its root and its user hold. Of no effect on space
    /// of the task's own.
    pub fn access_point(mut self, point: &impl RefersTo<AccessPointId>) -> Self {
        if let Storage::Efs { access_point, .. } = &mut self.storage {
            *access_point = Some(point.reference());
        }
        self
    }

    /// A directory of the file system as the volume's root. Of no effect on space of the task's own; together with an
    /// access point it is reported (`root-directory-with-access-point`).
    pub fn root_directory(mut self, path: impl Into<Text>) -> Self {
        if let Storage::Efs { root, .. } = &mut self.storage {
            *root = Some(path.into());
        }
        self
    }

    pub(crate) fn name(&self) -> &Text {
        &self.name
    }

    /// Whether both are the same storage: asked only of volumes that share a name.
    pub(crate) fn is_same_storage(&self, other: &Self) -> bool {
        format!("{:?}", self.storage) == format!("{:?}", other.storage)
    }

    pub(crate) fn lower(&self, body: &mut Body) {
        body.block("volume", |volume| {
            volume.name("name", &ECS_NAME, &self.name);
            let Storage::Efs { file_system, access_point, root } = &self.storage else { return };
            if let (Some(_), Some(root)) = (access_point, root.as_ref().and_then(Text::as_literal))
                && root != "/"
            {
                volume.report(Problem::error(
                    "root-directory-with-access-point",
                    format!(
                        "a volume has the root directory `{root}` beside an access point, which AWS refuses"
                    ),
                    "leave one of them out: an access point has a root of its own",
                ));
            }
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
