//! The sizes of nodes.

use std::borrow::Cow;

use terrane_core::{Expr, Invalid, Text};

/// The size of a cache's nodes, such as `cache.t4g.micro`.
///
/// ```
/// use terrane_core::literal;
/// use terrane_data::NodeType;
///
/// let small = NodeType::T4G_SMALL;
/// let large = literal!(NodeType, "cache.r7g.12xlarge");
/// assert!(NodeType::new("db.t4g.micro").is_err());
/// ```
///
/// ```compile_fail,E0080
/// use terrane_core::literal;
/// use terrane_data::NodeType;
///
/// let node = literal!(NodeType, "t4g.micro");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeType(Cow<'static, str>);

impl NodeType {
    /// 0.5 GiB, 2 vCPUs that burst.
    pub const T4G_MICRO: NodeType = NodeType::literal("cache.t4g.micro");
    /// 1.37 GiB, 2 vCPUs that burst.
    pub const T4G_SMALL: NodeType = NodeType::literal("cache.t4g.small");
    /// 3.09 GiB, 2 vCPUs that burst.
    pub const T4G_MEDIUM: NodeType = NodeType::literal("cache.t4g.medium");
    /// 6.38 GiB, 2 vCPUs.
    pub const M7G_LARGE: NodeType = NodeType::literal("cache.m7g.large");
    /// 12.93 GiB, 4 vCPUs.
    pub const M7G_XLARGE: NodeType = NodeType::literal("cache.m7g.xlarge");
    /// 13.07 GiB, 2 vCPUs.
    pub const R7G_LARGE: NodeType = NodeType::literal("cache.r7g.large");
    /// 26.32 GiB, 4 vCPUs.
    pub const R7G_XLARGE: NodeType = NodeType::literal("cache.r7g.xlarge");

    const MESSAGE: &'static str = "a node type is written like `cache.t4g.micro`";

    /// A node type that is known at run time.
    ///
    /// # Errors
    ///
    /// Where it is not written like `cache.t4g.micro`.
    pub fn new(name: impl Into<String>) -> Result<Self, Invalid> {
        let name = name.into();
        if Self::is_valid(name.as_bytes()) {
            Ok(Self(name.into()))
        } else {
            Err(Invalid::new(format!("`{name}`: {}", Self::MESSAGE)))
        }
    }

    /// A literal node type.
    ///
    /// # Panics
    ///
    /// Where it is not written like `cache.t4g.micro`; use it through [`literal!`](terrane_core::literal).
    pub const fn literal(name: &'static str) -> Self {
        terrane_core::valid(Self::is_valid(name.as_bytes()), Self::MESSAGE);
        Self(Cow::Borrowed(name))
    }

    /// The name, such as `cache.t4g.micro`.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// `cache.`, a class, a dot and a size: the last two of small letters, digits and `-`, and neither empty.
    const fn is_valid(name: &[u8]) -> bool {
        let [b'c', b'a', b'c', b'h', b'e', b'.', rest @ ..] = name else { return false };
        let (mut dots, mut at) = (0, 0);
        while at < rest.len() {
            match rest[at] {
                b'.' if at == 0 || at + 1 == rest.len() => return false,
                b'.' => dots += 1,
                b'a'..=b'z' | b'0'..=b'9' | b'-' => {}
                _ => return false,
            }
            at += 1;
        }
        dots == 1
    }
}

impl From<NodeType> for Expr {
    fn from(node: NodeType) -> Self {
        Text::from(node.0).into()
    }
}
