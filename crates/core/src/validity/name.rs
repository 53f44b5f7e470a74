//! What a provider takes as a name: each rule stated once, for literals and for values that are known at run
//! time.

use super::literal::valid;
use super::problem::Invalid;

/// What a kind of name may consist of.
///
/// ```
/// use terrane_core::NameRule;
///
/// const REPOSITORY: NameRule =
///     NameRule::new("a repository's name has 2 to 256 lower-case letters, digits and `-`", 2, 256)
///         .lower()
///         .digits()
///         .also("-");
///
/// assert!(REPOSITORY.check("jiki-api").is_ok());
/// assert!(REPOSITORY.check("Jiki").is_err());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct NameRule {
    message: &'static str,
    shortest: usize,
    longest: usize,
    lower: bool,
    upper: bool,
    digits: bool,
    any: bool,
    also: &'static str,
    begins: Edge,
    ends_alphanumeric: bool,
    never_begins: &'static [&'static str],
    never_ends: &'static [&'static str],
    never_has: &'static [&'static str],
}

#[derive(Clone, Copy, Debug)]
enum Edge {
    Any,
    Letter,
    Alphanumeric,
}

impl NameRule {
    /// A rule for names of `shortest` to `longest` characters. The sentence states the whole rule: it is what
    /// people read.
    pub const fn new(message: &'static str, shortest: usize, longest: usize) -> Self {
        Self {
            message,
            shortest,
            longest,
            lower: false,
            upper: false,
            digits: false,
            any: false,
            also: "",
            begins: Edge::Any,
            ends_alphanumeric: false,
            never_begins: &[],
            never_ends: &[],
            never_has: &[],
        }
    }

    /// Takes `a` to `z`.
    #[must_use]
    pub const fn lower(self) -> Self {
        Self { lower: true, ..self }
    }

    /// Takes `a` to `z` and `A` to `Z`.
    #[must_use]
    pub const fn letters(self) -> Self {
        Self { lower: true, upper: true, ..self }
    }

    /// Takes `0` to `9`.
    #[must_use]
    pub const fn digits(self) -> Self {
        Self { digits: true, ..self }
    }

    /// Takes whatever is not a control character.
    #[must_use]
    pub const fn anything(self) -> Self {
        Self { any: true, ..self }
    }

    /// Takes these characters (ASCII) as well.
    #[must_use]
    pub const fn also(self, characters: &'static str) -> Self {
        Self { also: characters, ..self }
    }

    /// The first character is a letter.
    #[must_use]
    pub const fn begins_with_letter(self) -> Self {
        Self { begins: Edge::Letter, ..self }
    }

    /// The first character is a letter or a digit.
    #[must_use]
    pub const fn begins_alphanumeric(self) -> Self {
        Self { begins: Edge::Alphanumeric, ..self }
    }

    /// The last character is a letter or a digit.
    #[must_use]
    pub const fn ends_alphanumeric(self) -> Self {
        Self { ends_alphanumeric: true, ..self }
    }

    /// Refuses these beginnings.
    #[must_use]
    pub const fn never_begins(self, beginnings: &'static [&'static str]) -> Self {
        Self { never_begins: beginnings, ..self }
    }

    /// Refuses these ends.
    #[must_use]
    pub const fn never_ends(self, ends: &'static [&'static str]) -> Self {
        Self { never_ends: ends, ..self }
    }

    /// Refuses these anywhere.
    #[must_use]
    pub const fn never_has(self, pieces: &'static [&'static str]) -> Self {
        Self { never_has: pieces, ..self }
    }

    /// The rule in one sentence.
    pub const fn message(&self) -> &'static str {
        self.message
    }

    /// Whether the rule allows the name.
    ///
    /// # Errors
    ///
    /// The rule's sentence, where it does not.
    pub const fn check(&self, name: &str) -> Result<(), &'static str> {
        if self.allows(name.as_bytes()) { Ok(()) } else { Err(self.message) }
    }

    const fn allows(&self, name: &[u8]) -> bool {
        let mut at = 0;
        let mut characters = 0;
        while at < name.len() {
            // All bytes of a character of UTF-8 but its first have the form 0b10xx_xxxx.
            if name[at] & 0b1100_0000 != 0b1000_0000 {
                characters += 1;
            }
            if !self.allows_byte(name[at])
                || contains_at(name, at, self.never_has)
                || (at == 0 && contains_at(name, 0, self.never_begins))
            {
                return false;
            }
            at += 1;
        }
        let begins = match (self.begins, name) {
            (Edge::Letter, [first, ..]) => first.is_ascii_alphabetic(),
            (Edge::Alphanumeric, [first, ..]) => first.is_ascii_alphanumeric(),
            _ => true,
        };
        let ends = match name {
            [.., last] => !self.ends_alphanumeric || last.is_ascii_alphanumeric(),
            [] => true,
        };
        let fits = characters >= self.shortest && characters <= self.longest;
        fits && begins && ends && !ends_with_any(name, self.never_ends)
    }

    const fn allows_byte(&self, byte: u8) -> bool {
        if self.any {
            return !byte.is_ascii_control();
        }
        let also = self.also.as_bytes();
        let mut at = 0;
        while at < also.len() {
            if also[at] == byte {
                return true;
            }
            at += 1;
        }
        (self.lower && byte.is_ascii_lowercase())
            || (self.upper && byte.is_ascii_uppercase())
            || (self.digits && byte.is_ascii_digit())
    }
}

const fn contains_at(name: &[u8], at: usize, pieces: &[&str]) -> bool {
    let mut i = 0;
    while i < pieces.len() {
        let piece = pieces[i].as_bytes();
        let mut same = name.len() >= at + piece.len();
        let mut j = 0;
        while same && j < piece.len() {
            same = name[at + j] == piece[j];
            j += 1;
        }
        if same {
            return true;
        }
        i += 1;
    }
    false
}

const fn ends_with_any(name: &[u8], ends: &[&str]) -> bool {
    let mut i = 0;
    while i < ends.len() {
        if name.len() >= ends[i].len() && contains_at(name, name.len() - ends[i].len(), &[ends[i]]) {
            return true;
        }
        i += 1;
    }
    false
}

/// A name that keeps a [`NameRule`], checked while compiling where it is a [`literal!`](crate::literal).
///
/// ```
/// use terrane_core::{Name, NameRule, literal};
///
/// const TOPIC: NameRule = NameRule::new("a topic's name has 1 to 256 letters, digits, `-` and `_`", 1, 256)
///     .letters()
///     .digits()
///     .also("-_");
///
/// let name = literal!(Name, TOPIC, "jiki-api-alarms");
/// ```
///
/// What the rule refuses does not compile:
///
/// ```compile_fail,E0080
/// use terrane_core::{Name, NameRule, literal};
///
/// const TOPIC: NameRule = NameRule::new("a topic's name has 1 to 256 letters, digits, `-` and `_`", 1, 256)
///     .letters()
///     .digits()
///     .also("-_");
///
/// let name = literal!(Name, TOPIC, "jiki alarms");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Name(&'static str);

impl Name {
    /// A literal name.
    ///
    /// # Panics
    ///
    /// Where the rule refuses it. Use it through [`literal!`](crate::literal), where the panic is a compile
    /// error; a name that is computed goes to the builder as it is, and is checked there.
    pub const fn literal(rule: NameRule, name: &'static str) -> Self {
        valid(rule.allows(name.as_bytes()), rule.message);
        Self(name)
    }

    pub(crate) const fn as_str(self) -> &'static str {
        self.0
    }
}

impl NameRule {
    /// The name as it is, where the rule allows it.
    ///
    /// # Errors
    ///
    /// The name and the rule, where it does not.
    pub fn checked(&self, name: impl Into<String>) -> Result<String, Invalid> {
        let name = name.into();
        match self.check(&name) {
            Ok(()) => Ok(name),
            Err(message) => Err(Invalid::new(format!("`{name}`: {message}"))),
        }
    }
}
