//! Types of DNS records.

/// The type of a DNS record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordType {
    A,
    Aaaa,
    Cname,
    Txt,
    Mx(u16),
}

impl RecordType {
    pub(super) const fn name(self) -> &'static str {
        match self {
            RecordType::A => "A",
            RecordType::Aaaa => "AAAA",
            RecordType::Cname => "CNAME",
            RecordType::Txt => "TXT",
            RecordType::Mx(_) => "MX",
        }
    }

    pub(super) const fn can_be_proxied(self) -> bool {
        matches!(self, RecordType::A | RecordType::Aaaa | RecordType::Cname)
    }
    /// The priority of an MX record.
    pub(super) fn priority(self) -> Option<u32> {
        match self {
            RecordType::Mx(priority) => Some(priority.into()),
            _ => None,
        }
    }
}
