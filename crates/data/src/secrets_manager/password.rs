//! How generated passwords look.

use terrane_core::Body;

/// How a generated password looks: letters and digits, and nothing that a URL or RDS would read as something
/// else.
#[derive(Clone, Copy, Debug)]
pub struct Password {
    length: u32,
    marks: bool,
}

impl Password {
    /// This many characters, 8 to 128. RDS accepts 41 at most.
    pub const fn length(length: u32) -> Self {
        Self { length, marks: false }
    }

    /// Also `-`, `.`, `_` and `~`: the punctuation that a URL need not escape.
    #[must_use]
    pub const fn with_marks(mut self) -> Self {
        self.marks = true;
        self
    }

    /// How many characters it has.
    pub(super) const fn characters(self) -> u32 {
        self.length
    }

    pub(super) fn write(self, body: &mut Body) {
        body.number("length", self.length, 8..=128);
        if self.marks {
            body.comment("What a URL takes as it is.");
            body.set("override_special", "-._~");
        } else {
            body.set("special", false);
        }
    }
}
