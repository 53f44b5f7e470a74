//! Which traffic a security group's rule is for.

use terrane_aws::PortRange;
use terrane_core::{Body, Problem};

use super::Icmp;

/// A protocol, with its ports, or its types and codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Traffic {
    Tcp(PortRange),
    Udp(PortRange),
    Icmp(Icmp),
    Icmpv6(Icmp),
    /// Any other protocol, by its number.
    Protocol(u8),
    All,
}

impl Traffic {
    /// Reports port 0, and a protocol by its number that has a constructor of its own.
    pub(super) fn check(self, body: &mut Body) {
        match self {
            Traffic::Tcp(ports) | Traffic::Udp(ports) if ports.last() == 0 => {
                body.report(Problem::error(
                    "invalid-port",
                    "the rule is for port 0, which nothing listens on",
                    "write the port that the service listens on, or `PortRange::ALL` for every port",
                ));
            }
            Traffic::Protocol(number) => {
                let instead = match number {
                    1 => "icmp",
                    6 => "tcp",
                    17 => "udp",
                    58 => "icmpv6",
                    _ => return,
                };
                body.report(Problem::error(
                    "protocol-has-ports",
                    format!(
                        "IP protocol {number} has ports, or types and codes, which this rule does not give"
                    ),
                    format!("make it a rule of `{instead}`"),
                ));
            }
            _ => {}
        }
    }

    /// Writes the protocol and, where it has them, ports or ICMP's type and code.
    pub(super) fn write(self, body: &mut Body) {
        let (protocol, between) = match self {
            Traffic::Tcp(ports) => ("tcp".to_owned(), Some(numbers(ports))),
            Traffic::Udp(ports) => ("udp".to_owned(), Some(numbers(ports))),
            Traffic::Icmp(icmp) => ("icmp".to_owned(), Some(icmp.numbers())),
            Traffic::Icmpv6(icmp) => ("icmpv6".to_owned(), Some(icmp.numbers())),
            Traffic::Protocol(number) => (number.to_string(), None),
            Traffic::All => ("-1".to_owned(), None),
        };
        body.set("ip_protocol", protocol);
        body.set_opt("from_port", between.map(|(from, _)| from));
        body.set_opt("to_port", between.map(|(_, to)| to));
    }

    /// The ports of TCP that are meant; a rule for another protocol allows no connection.
    pub(super) fn tcp_ports(self) -> Option<PortRange> {
        match self {
            Traffic::Tcp(ports) => Some(ports),
            Traffic::All => Some(PortRange::ALL),
            _ => None,
        }
    }

    /// "TCP 3000".
    pub(super) fn noun(self) -> String {
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

fn numbers(ports: PortRange) -> (i64, i64) {
    (ports.first().into(), ports.last().into())
}
