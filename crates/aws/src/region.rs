//! Regions and availability zones.

use terrane_core::{Invalid, Text};

/// An AWS region, by its code.
///
/// ```
/// use terrane_aws::Region;
///
/// assert_eq!(Region::EU_WEST_1.zone('a').name(), "eu-west-1a");
/// assert!(Region::new("ap-southeast-2").is_ok());
/// assert!(Region::new("europe").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Region(std::borrow::Cow<'static, str>);

impl Region {
    /// Ireland.
    pub const EU_WEST_1: Region = Region(std::borrow::Cow::Borrowed("eu-west-1"));
    /// London.
    pub const EU_WEST_2: Region = Region(std::borrow::Cow::Borrowed("eu-west-2"));
    /// Frankfurt.
    pub const EU_CENTRAL_1: Region = Region(std::borrow::Cow::Borrowed("eu-central-1"));
    /// Northern Virginia: the region of CloudFront's certificates and of global services.
    pub const US_EAST_1: Region = Region(std::borrow::Cow::Borrowed("us-east-1"));
    /// Oregon.
    pub const US_WEST_2: Region = Region(std::borrow::Cow::Borrowed("us-west-2"));

    /// Any region, by its code, such as `ap-southeast-2`.
    ///
    /// # Errors
    ///
    /// Where the code does not have the form of one.
    pub fn new(code: impl Into<String>) -> Result<Self, Invalid> {
        let code = code.into();
        let parts: Vec<&str> = code.split('-').collect();
        let is_word = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
        let is_code = parts.len() >= 3
            && parts[..parts.len() - 1].iter().all(is_word)
            && parts[parts.len() - 1].bytes().all(|b| b.is_ascii_digit())
            && !parts[parts.len() - 1].is_empty();
        if is_code {
            Ok(Self(code.into()))
        } else {
            Err(Invalid::new(format!("`{code}` is not a region's code, such as `eu-west-1`")))
        }
    }

    /// The code, such as `eu-west-1`.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// One availability zone of the region: `Region::EU_WEST_1.zone('a')` is `eu-west-1a`.
    pub fn zone(&self, letter: char) -> Zone {
        Zone(format!("{}{letter}", self.0))
    }
}

impl From<&Region> for Text {
    fn from(region: &Region) -> Self {
        Text::from(region.0.clone())
    }
}

/// An availability zone, such as `eu-west-1a`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Zone(String);

impl Zone {
    /// The zone's name, such as `eu-west-1a`.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// What tells the zone from the others of its region: `a` of `eu-west-1a`. Labels end in it.
    pub fn letter(&self) -> &str {
        let start = self.0.char_indices().next_back().map_or(0, |(at, _)| at);
        &self.0[start..]
    }
}

impl From<&Zone> for Text {
    fn from(zone: &Zone) -> Self {
        Text::from(zone.0.clone())
    }
}
