//! Which traffic a security group's rule is for.

use terrane_aws::PortRange;
use terrane_core::Body;

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
    pub const FRAGMENTATION_NEEDED: Icmp = Icmp::of_code(3, 4);
    /// "A packet was too large", over IPv6: type 2.
    pub const PACKET_TOO_BIG_V6: Icmp = Icmp::of_type(2);

    /// Every message of a type.
    pub const fn of_type(kind: u8) -> Self {
        Self { kind: Some(kind), code: None }
    }

    /// The messages of one code of a type.
    pub const fn of_code(kind: u8, code: u8) -> Self {
        Self { kind: Some(kind), code: Some(code) }
    }
}

/// A protocol, with what it has to tell one kind of its traffic from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Traffic {
    Tcp(PortRange),
    Udp(PortRange),
    Icmp(Icmp),
    Icmpv6(Icmp),
    /// Any other protocol, by its number.
    Protocol(u8),
    All,
}

impl Traffic {
    /// Sets the protocol and, where it has them, ports or ICMP's type and code.
    pub(crate) fn set(self, body: &mut Body) {
        let (protocol, between) = match self {
            Traffic::Tcp(ports) => ("tcp", Some(numbers(ports))),
            Traffic::Udp(ports) => ("udp", Some(numbers(ports))),
            Traffic::Icmp(icmp) => ("icmp", Some(icmp.numbers())),
            Traffic::Icmpv6(icmp) => ("icmpv6", Some(icmp.numbers())),
            Traffic::Protocol(number) => {
                body.set("ip_protocol", number.to_string());
                return;
            }
            Traffic::All => ("-1", None),
        };
        body.set("ip_protocol", protocol);
        if let Some((from, to)) = between {
            body.set("from_port", from);
            body.set("to_port", to);
        }
    }

    /// The ports of TCP that are meant; a rule for something else admits no connection.
    pub(crate) fn tcp_ports(self) -> Option<PortRange> {
        match self {
            Traffic::Tcp(ports) => Some(ports),
            Traffic::All => Some(PortRange::ALL),
            _ => None,
        }
    }

    /// "TCP 3000".
    pub(crate) fn noun(self) -> String {
        let ranged = |protocol: &str, ports: PortRange| match (ports.first(), ports.last()) {
            (from, to) if from == to => format!("{protocol} {from}"),
            (from, to) => format!("{protocol} {from}-{to}"),
        };
        match self {
            Traffic::Tcp(ports) => ranged("TCP", ports),
            Traffic::Udp(ports) => ranged("UDP", ports),
            Traffic::Icmp(icmp) => icmp.noun("ICMP"),
            Traffic::Icmpv6(icmp) => icmp.noun("ICMPv6"),
            Traffic::Protocol(number) => format!("IP protocol {number}"),
            Traffic::All => "All traffic".to_owned(),
        }
    }
}

impl Icmp {
    /// "ICMP type 3 code 4".
    fn noun(self, protocol: &str) -> String {
        match (self.kind, self.code) {
            (Some(kind), Some(code)) => format!("{protocol} type {kind} code {code}"),
            (Some(kind), None) => format!("{protocol} type {kind}"),
            (None, _) => protocol.to_owned(),
        }
    }

    /// Type and code as the arguments for ports take them: -1 stands for all.
    fn numbers(self) -> (i64, i64) {
        (self.kind.map_or(-1, i64::from), self.code.map_or(-1, i64::from))
    }
}

fn numbers(ports: PortRange) -> (i64, i64) {
    (ports.first().into(), ports.last().into())
}
