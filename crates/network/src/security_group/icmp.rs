//! Which ICMP messages a rule is for.

/// ICMP messages: all, one type, or one code of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Icmp {
    kind: Option<u8>,
    code: Option<u8>,
}

impl Icmp {
    /// Every message.
    pub const ALL: Icmp = Icmp { kind: None, code: None };
    /// What `ping` sends over IPv4: type 8.
    pub const ECHO_REQUEST: Icmp = Icmp::of_type(8);
    /// What `ping` sends over IPv6: type 128.
    pub const ECHO_REQUEST_V6: Icmp = Icmp::of_type(128);
    /// "A packet was too large", over IPv4: type 3, code 4. Without it, large packets may vanish.
    pub const FRAGMENTATION_NEEDED: Icmp = Icmp::of_type(3).code(4);
    /// "A packet was too large", over IPv6: type 2.
    pub const PACKET_TOO_BIG_V6: Icmp = Icmp::of_type(2);

    /// Every message of a type; see [`Icmp::code`].
    pub const fn of_type(kind: u8) -> Self {
        Self { kind: Some(kind), code: None }
    }

    /// Only the messages of one code of the type: `Icmp::of_type(3).code(4)`.
    #[must_use]
    pub const fn code(mut self, code: u8) -> Self {
        self.code = Some(code);
        self
    }

    /// "ICMP type 3 code 4".
    pub(super) fn noun(self, protocol: &str) -> String {
        match (self.kind, self.code) {
            (Some(kind), Some(code)) => format!("{protocol} type {kind} code {code}"),
            (Some(kind), None) => format!("{protocol} type {kind}"),
            (None, _) => protocol.to_owned(),
        }
    }

    /// Type and code as the arguments for ports take them: -1 stands for all.
    pub(super) fn numbers(self) -> (i64, i64) {
        (self.kind.map_or(-1, i64::from), self.code.map_or(-1, i64::from))
    }
}
