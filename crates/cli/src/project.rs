//! A stack under a name of its own.

use std::fmt;
use std::path::{Path, PathBuf};

use terrane_core::Stack;

type Builder = Box<dyn Fn() -> Stack>;

/// A stack under a name of its own, in one or more environments.
///
/// Each environment is emitted into a folder of its name: `terraform/production` in the package that calls
/// [`new`](Self::new).
///
/// # Errors
///
/// [`run`](crate::run) lists all mistakes in projects and writes nothing: a name that is taken, empty or not
/// plain (ASCII letters, digits, `-` and `_`), a project without environments, a manifest folder that is
/// relative.
///
/// ```
/// use terrane_cli::Project;
/// use terrane_core::Stack;
///
/// let project = Project::new("shop", env!("CARGO_MANIFEST_DIR"))
///     .folder("deploy/terraform")
///     .environment("production", || Stack::new("shop-production"))
///     .environment("staging", || Stack::new("shop-staging"));
/// ```
pub struct Project {
    pub(crate) name: &'static str,
    pub(crate) manifest_folder: PathBuf,
    folder: PathBuf,
    pub(crate) environments: Vec<(&'static str, Builder)>,
}

impl Project {
    /// A project: the command's name, and the folder of the package that it is in, which is
    /// `env!("CARGO_MANIFEST_DIR")`. So the command writes to the same place wherever it is called.
    pub fn new(name: &'static str, manifest_folder: impl Into<PathBuf>) -> Self {
        let manifest_folder = manifest_folder.into();
        Self { name, manifest_folder, folder: PathBuf::from("terraform"), environments: Vec::new() }
    }

    /// The folder, below that of the package, which gets a folder for each environment. Otherwise it is
    /// `terraform`. An absolute path stands for itself.
    #[must_use]
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = folder.into();
        self
    }

    /// Adds an environment. The first one is the default.
    #[must_use]
    pub fn environment(mut self, name: &'static str, stack: impl Fn() -> Stack + 'static) -> Self {
        self.environments.push((name, Box::new(stack)));
        self
    }

    /// The folder that an environment is emitted to.
    pub(crate) fn folder_of(&self, environment: impl AsRef<Path>) -> PathBuf {
        self.manifest_folder.join(&self.folder).join(environment)
    }
}

impl fmt::Debug for Project {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.environments.iter().map(|(name, _)| name).collect();
        f.debug_struct("Project")
            .field("name", &self.name)
            .field("folder", &self.folder_of(""))
            .field("environments", &names)
            .finish_non_exhaustive()
    }
}
