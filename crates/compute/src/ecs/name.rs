//! The one rule for names in ECS.

use terrane_core::NameRule;

/// The name of a cluster, a service, a family of task definitions, a container or a volume.
pub(super) const ECS_NAME: NameRule =
    NameRule::new("a name in ECS has 1 to 255 letters, digits, `-` and `_`", 1, 255)
        .letters()
        .digits()
        .also("-_");
