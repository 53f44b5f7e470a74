//! Text that a constant can hold.

use terrane_core::Text;

#[derive(Clone, Debug)]
pub(super) enum ConstText {
    Literal(&'static str),
    Computed(Text),
}

impl From<ConstText> for Text {
    fn from(text: ConstText) -> Self {
        match text {
            ConstText::Literal(text) => text.into(),
            ConstText::Computed(text) => text,
        }
    }
}
