//! Kinds of reference that only this layer takes.

use terrane_core::Kind;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $noun:literal, $start:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}
        impl Kind for $name {
            const NOUN: &'static str = $noun;
            const ID_PREFIX: &'static str = $start;
        }
    )*};
}

kinds! {
    /// The id of an EFS file system.
    FileSystemId = "EFS file system id", "fs-";
    /// The id of an EFS access point.
    AccessPointId = "EFS access point id", "fsap-";
    /// The ARN of a Cloud Map namespace.
    NamespaceArn = "Cloud Map namespace ARN", "arn:";
}
