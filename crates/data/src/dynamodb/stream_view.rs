//! What a table's stream holds.

use terrane_core::Expr;

/// What a table's stream holds of an item that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamView {
    /// Its key alone.
    Keys,
    /// The item as it is now.
    NewImage,
    /// The item as it was.
    OldImage,
    /// Both.
    NewAndOldImages,
}

impl StreamView {
    /// As AWS writes it.
    pub const fn name(self) -> &'static str {
        match self {
            StreamView::Keys => "KEYS_ONLY",
            StreamView::NewImage => "NEW_IMAGE",
            StreamView::OldImage => "OLD_IMAGE",
            StreamView::NewAndOldImages => "NEW_AND_OLD_IMAGES",
        }
    }
}

impl From<StreamView> for Expr {
    fn from(view: StreamView) -> Self {
        view.name().into()
    }
}
