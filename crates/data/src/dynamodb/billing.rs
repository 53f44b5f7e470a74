//! How a table is paid for.

use terrane_core::{Body, Problem, Value};

/// How many reads and writes a second a table or an index has: numbers, or variables.
///
/// ```
/// use terrane_data::{KeyAttribute, Table, TableCapacity};
///
/// let capacity = TableCapacity { read_units: 5, write_units: 1 };
/// let config = Table::new("jiki-config", KeyAttribute::string("key")).provisioned(capacity);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableCapacity<R = u32, W = u32> {
    /// Read units a second.
    pub read_units: R,
    /// Write units a second.
    pub write_units: W,
}

#[derive(Debug)]
pub(super) enum Billing {
    /// Each request, up to a maximum where there is one.
    OnDemand(Option<Capacity>),
    Provisioned(Capacity),
}

impl Billing {
    pub(super) fn write(&self, body: &mut Body) {
        match self {
            Billing::OnDemand(_) => body.set("billing_mode", "PAY_PER_REQUEST"),
            Billing::Provisioned(capacity) => {
                body.set("billing_mode", "PROVISIONED");
                capacity.write_provisioned(body);
            }
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Capacity {
    read: Value<u32>,
    write: Value<u32>,
}

impl<R: Into<Value<u32>>, W: Into<Value<u32>>> From<TableCapacity<R, W>> for Capacity {
    fn from(capacity: TableCapacity<R, W>) -> Self {
        Self { read: capacity.read_units.into(), write: capacity.write_units.into() }
    }
}

impl Capacity {
    pub(super) fn write_provisioned(&self, body: &mut Body) {
        for (key, units) in [("read_capacity", &self.read), ("write_capacity", &self.write)] {
            if units.known() == Some(&0) {
                body.report(Problem::error(
                    "no-capacity",
                    format!("`{key}` is 0, but what is provisioned has 1 or more"),
                    "provision at least 1, or use `on_demand`",
                ));
            }
            body.set(key, units);
        }
    }

    pub(super) fn write_on_demand(&self, body: &mut Body) {
        for (key, units) in [("max_read_request_units", &self.read), ("max_write_request_units", &self.write)]
        {
            if units.known() == Some(&0) {
                body.report(Problem::error(
                    "no-capacity",
                    format!("`{key}` is 0, and the table would refuse every request"),
                    "allow at least 1, or use `on_demand`",
                ));
            }
            body.set(key, units);
        }
    }
}
