//! How many connections an instance takes.

use super::AcuRange;
use super::engine::Dialect;
use super::parameter_group::Known;

/// What the last parameter group says that says anything, or what AWS computes from the maximum of ACUs.
/// `None` where it is not known here: a group from outside of the stack is `None` among the groups.
pub(super) fn max_connections(
    range: Option<AcuRange>,
    dialect: Dialect,
    groups: &[Option<Known>],
) -> Option<u32> {
    let may_say = |group: &&Option<Known>| group.as_ref().is_none_or(|known| known.max_connections.is_some());
    match groups.iter().rev().find(may_say) {
        Some(group) => group.as_ref()?.max_connections.as_ref()?.as_literal()?.parse().ok(),
        None => default_connections(range?, dialect),
    }
}

/// What the engine's own parameter groups allow. AWS computes it from the memory of the maximum.
fn default_connections(range: AcuRange, dialect: Dialect) -> Option<u32> {
    let halves = u32::from(range.max_halves());
    let number = match dialect {
        // LEAST(memory / 9531392, 5000). The memory that counts is 211.45 of these units for each ACU,
        // without 22.4 for the system: this meets every row of AWS's table (189 at 1 ACU, 823 at 4, 1669 at
        // 8, 3360 at 16).
        Dialect::Postgresql => ((21_145 * halves / 2).saturating_sub(2_240) / 100).min(5000),
        // A logarithm of the memory: only the rows of AWS's table.
        Dialect::Mysql => match halves {
            2 => 90,
            8 => 135,
            16 => 1000,
            32 => 2000,
            64 => 3000,
            128 => 4000,
            256 => 5000,
            512 => 6000,
            _ => return None,
        },
    };
    Some(if range.caps_connections() { number.min(2000) } else { number })
}
