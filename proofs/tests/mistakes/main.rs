//! Mistakes that cannot be written: each one is tried here, and `MISTAKES.md` is what these tests say.
//!
//! `UPDATE=1 cargo test -p proofs` writes the page anew, `TRYBUILD=overwrite cargo test -p proofs` the
//! compiler's messages.

mod balancing;
mod compiled;
mod data;
mod ecs;
mod edge;
mod page;
mod references;
mod service;

use std::fmt::Write;

use terrane_core::{Problem, Stack};

/// A mistake that `finish` reports, or one that cannot be said.
struct Mistake {
    /// The test's name: a sentence.
    name: &'static str,
    /// What someone writes.
    writes: &'static str,
    /// What it costs.
    costs: &'static str,
    /// Where other tools stop it.
    elsewhere: &'static str,
    /// Where it stops here.
    stops: Stops,
    /// The stack with the mistake; where it cannot be said, with the nearest thing that can.
    stack: fn(&mut Stack),
}

enum Stops {
    /// `finish` reports it under this rule; the remedy has these words.
    Report { rule: &'static str, remedy: &'static str },
    /// There is no way to say it; the nearest thing emits this.
    CannotBeSaid { nearest: &'static str, emits: &'static str },
}

/// The mistakes of one file of this folder.
type File = (&'static str, &'static [Mistake]);

/// A topic of the page: its title, the folder of its compile-time cases, and its other mistakes, by file.
struct Topic {
    title: &'static str,
    folder: &'static str,
    files: &'static [File],
}

const TOPICS: &[Topic] = &[
    Topic { title: "References", folder: "references", files: &[("references", references::MISTAKES)] },
    Topic { title: "Load balancing", folder: "balancing", files: &[("balancing", balancing::MISTAKES)] },
    Topic { title: "ECS", folder: "ecs", files: &[("ecs", ecs::MISTAKES)] },
    Topic { title: "Data", folder: "data", files: &[("data", data::MISTAKES)] },
    Topic { title: "DNS and alarms", folder: "edge", files: &[("edge", edge::MISTAKES)] },
];

fn mistakes() -> impl Iterator<Item = &'static Mistake> {
    TOPICS.iter().flat_map(|topic| topic.files).flat_map(|(_, mistakes)| *mistakes)
}

#[test]
fn every_reported_mistake_is_reported_with_its_rule_and_remedy() {
    let mut wrong = String::new();
    for mistake in mistakes() {
        let Stops::Report { rule, remedy } = mistake.stops else { continue };
        let mut stack = Stack::new("mistake");
        (mistake.stack)(&mut stack);
        let problems = stack.check();
        let is_right = |problem: &Problem| {
            problem.rule == rule && problem.help.contains(remedy) && !problem.address.is_empty()
        };
        if problems.iter().count() != 1 || !problems.iter().all(is_right) {
            let name = mistake.name;
            let _ =
                writeln!(wrong, "# {name}\nonly `{rule}` was to be reported, with `{remedy}`:\n{problems}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_nearest_thing_to_what_cannot_be_said_is_right() {
    for mistake in mistakes() {
        let Stops::CannotBeSaid { emits, .. } = mistake.stops else { continue };
        let mut stack = Stack::new("mistake");
        (mistake.stack)(&mut stack);
        let text =
            stack.finish().unwrap_or_else(|problems| panic!("{}:\n{problems}", mistake.name)).to_string();
        for line in emits.lines() {
            assert!(text.contains(line.trim()), "{}: `{line}` is not in\n{text}", mistake.name);
        }
    }
}

#[test]
fn each_mistake_has_a_name_of_its_own() {
    let mut names: Vec<&str> = mistakes().map(|mistake| mistake.name).collect();
    names.sort_unstable();
    let twice = names.windows(2).find(|pair| pair[0] == pair[1]);
    assert_eq!(twice, None);
}
