//! What the stack's author accepts.

use std::collections::HashSet;

use crate::stack::entry::Entry;
use crate::stack::meta::Allowed;
use crate::stack::stack::Stack;
use crate::validity::problem::Problem;

impl Entry {
    fn allowed(&self) -> &[Allowed] {
        self.meta.as_ref().map_or(&[], |meta| &meta.allowed)
    }
}

/// Takes out what the stack's author accepts, and reports acceptances that nothing needs.
pub(super) fn allowances(stack: &Stack, problems: Vec<Problem>) -> Vec<Problem> {
    let mut used: HashSet<(u32, usize)> = HashSet::new();
    let mut left = Vec::new();
    for problem in problems {
        let index = stack.by_address.get(&*problem.address);
        let allowed: &[Allowed] =
            index.and_then(|index| stack.entries.get(*index as usize)).map_or(&[], Entry::allowed);
        match (index, allowed.iter().position(|allowed| allowed.rule == problem.rule)) {
            (Some(index), Some(at)) if !allowed[at].reason.trim().is_empty() && problem.allowable => {
                used.insert((*index, at));
            }
            (_, Some(_)) if !problem.allowable => {
                let help =
                    format!("{}; it cannot be allowed: Terraform would refuse or misread it", problem.help);
                left.push(Problem { help, ..problem });
            }
            _ => left.push(problem),
        }
    }
    for (index, entry) in (0u32..).zip(&stack.entries) {
        for (at, allowed) in entry.allowed().iter().enumerate() {
            let rule = &allowed.rule;
            let what = if allowed.reason.trim().is_empty() {
                format!("`{rule}` is allowed without a reason")
            } else if !used.contains(&(index, at)) {
                format!("`{rule}` is allowed, but nothing here breaks that rule")
            } else {
                continue;
            };
            left.push(
                Problem::error("unused-allow", what, "give the reason, or remove the `allow`")
                    .at(&entry.address),
            );
        }
    }
    left
}
