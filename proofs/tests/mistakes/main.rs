//! Mistakes that cannot be written: each one is tried here, and `MISTAKES.md` is what these tests say.
//!
//! `UPDATE=1 cargo test -p proofs` writes the page and the compiler's messages anew.

mod balancing;
mod compiled;
mod data;
mod ecs;
mod edge;
mod page;
mod references;
mod service;

use terrane_core::Stack;

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

/// A topic of the page: its title, the folder of its compile-time cases, and its other mistakes.
struct Topic {
    title: &'static str,
    folder: &'static str,
    mistakes: &'static [Mistake],
}

const TOPICS: &[Topic] = &[
    Topic { title: "References", folder: "references", mistakes: references::MISTAKES },
    Topic { title: "Load balancing", folder: "balancing", mistakes: balancing::MISTAKES },
    Topic { title: "ECS", folder: "ecs", mistakes: ecs::MISTAKES },
    Topic { title: "Data", folder: "data", mistakes: data::MISTAKES },
    Topic { title: "DNS and alarms", folder: "edge", mistakes: edge::MISTAKES },
];

#[test]
fn every_reported_mistake_is_reported_with_its_rule_and_remedy() {
    for mistake in TOPICS.iter().flat_map(|topic| topic.mistakes) {
        let Stops::Report { rule, remedy } = mistake.stops else { continue };
        let mut stack = Stack::new("mistake");
        (mistake.stack)(&mut stack);
        let problems = stack.check();
        let rules: Vec<&str> = problems.iter().map(|problem| problem.rule).collect();
        assert_eq!(rules, [rule], "{}:\n{problems}", mistake.name);
        for problem in &problems {
            assert!(problem.remedy.contains(remedy), "{}: the remedy lacks `{remedy}`:\n{problem}", mistake.name);
            assert!(!problem.address.is_empty(), "{}: no address:\n{problem}", mistake.name);
        }
    }
}

#[test]
fn the_nearest_thing_to_what_cannot_be_said_is_right() {
    for mistake in TOPICS.iter().flat_map(|topic| topic.mistakes) {
        let Stops::CannotBeSaid { emits, .. } = mistake.stops else { continue };
        let mut stack = Stack::new("mistake");
        (mistake.stack)(&mut stack);
        let text = stack.finish().unwrap_or_else(|problems| panic!("{}:\n{problems}", mistake.name)).to_string();
        for line in emits.lines() {
            assert!(text.contains(line.trim()), "{}: `{line}` is not in\n{text}", mistake.name);
        }
    }
}
