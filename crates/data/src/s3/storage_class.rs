//! Where S3 keeps objects.

use terrane_core::Expr;

/// Where S3 keeps an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StorageClass {
    /// For what is read less than once a month. Not before 30 days.
    StandardIa,
    /// The same in one zone, for what can be made again. Not before 30 days.
    OneZoneIa,
    /// Moves objects between tiers by how they are read.
    IntelligentTiering,
    /// An archive that answers at once.
    GlacierInstantRetrieval,
    /// An archive that answers in minutes to hours.
    GlacierFlexibleRetrieval,
    /// An archive that answers in half a day.
    GlacierDeepArchive,
}

impl StorageClass {
    /// As the API writes it.
    pub const fn name(self) -> &'static str {
        match self {
            StorageClass::StandardIa => "STANDARD_IA",
            StorageClass::OneZoneIa => "ONEZONE_IA",
            StorageClass::IntelligentTiering => "INTELLIGENT_TIERING",
            StorageClass::GlacierInstantRetrieval => "GLACIER_IR",
            StorageClass::GlacierFlexibleRetrieval => "GLACIER",
            StorageClass::GlacierDeepArchive => "DEEP_ARCHIVE",
        }
    }

    /// How old an object must be.
    pub(super) const fn first_day(self) -> u32 {
        match self {
            StorageClass::StandardIa | StorageClass::OneZoneIa => 30,
            _ => 0,
        }
    }
}

impl From<StorageClass> for Expr {
    fn from(class: StorageClass) -> Self {
        class.name().into()
    }
}
