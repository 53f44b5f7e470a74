//! The names of tables and indexes.

use terrane_core::NameRule;

pub(super) const NAME: NameRule =
    NameRule::new("a DynamoDB name has 3 to 255 letters, digits, `_`, `.` and `-`", 3, 255)
        .letters()
        .digits()
        .also("_.-");
