//! What the parameter groups of clusters and of instances have in common

use terrane_aws::Tags;
use terrane_core::{Body, Kind, NameRule, Problem, Ref, Stack, Text};

use crate::AuroraFamily;

pub(crate) const NAME: NameRule = NameRule::new(
    "a parameter group's name has 1 to 255 lower-case letters, digits and `-`, a letter first, no `--`, no `-` at the end",
    1,
    255,
)
.lower()
.digits()
.also("-")
.begins_with_letter()
.ends_alphanumeric()
.never_has(&["--"]);

#[derive(Debug)]
pub(crate) struct ParameterGroup {
    pub(crate) name: Text,
    pub(crate) family: AuroraFamily,
    pub(crate) description: Option<Text>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) tags: Tags,
}

#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) value: Text,
    pub(crate) at_reboot: bool,
}

/// What a cluster wants to know of the groups that it takes.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) family: Option<AuroraFamily>,
    pub(crate) max_connections: Option<Text>,
    pub(crate) logical_replication: bool,
}

impl ParameterGroup {
    pub(crate) fn new(name: Text, family: AuroraFamily) -> Self {
        Self { name, family, description: None, parameters: Vec::new(), tags: Tags::default() }
    }

    pub(crate) fn known(&self) -> Known {
        let value = |name: &str| {
            self.parameters.iter().find(|parameter| parameter.name == name).map(|parameter| &parameter.value)
        };
        Known {
            family: Some(self.family),
            max_connections: value("max_connections").cloned(),
            logical_replication: value("rds.logical_replication").and_then(Text::as_literal) == Some("1"),
        }
    }

    pub(crate) fn into_body(self) -> Body {
        let mut body = Body::new();
        body.name("name", &NAME, self.name);
        body.set("family", self.family);
        body.maybe("description", self.description);
        self.tags.apply(&mut body);
        for (at, Parameter { name, .. }) in self.parameters.iter().enumerate() {
            if self.parameters[..at].iter().any(|earlier| earlier.name == *name) {
                body.problem(Problem::error(
                    "duplicate-parameter",
                    format!("the parameter `{name}` is set twice"),
                    "keep one of the two",
                ));
            }
        }
        for Parameter { name, value, at_reboot } in self.parameters {
            body.block("parameter", |parameter| {
                parameter.set("name", name);
                parameter.set("value", value);
                parameter.maybe("apply_method", at_reboot.then_some("pending-reboot"));
            });
        }
        body
    }
}

/// Checks the group's family against the engine's, and returns what is known of the group.
pub(crate) fn check<'a, K: Kind>(
    stack: &'a mut Stack,
    body: &mut Body,
    group: &Ref<K>,
    family: Option<AuroraFamily>,
) -> Option<&'a Known> {
    let known: &Known = stack.remember(group)?;
    if let (Some(theirs), Some(ours)) = (known.family, family)
        && Text::from(theirs).as_literal() != Text::from(ours).as_literal()
    {
        let (theirs, ours) = (Text::from(theirs), Text::from(ours));
        let (theirs, ours) = (theirs.as_literal().unwrap_or_default(), ours.as_literal().unwrap_or_default());
        let noun = K::NOUN;
        body.problem(Problem::error(
            "parameter-group-of-other-family",
            format!("the {noun} names a group of the family `{theirs}`, but the engine's is `{ours}`"),
            format!("make the group of the family `{ours}`: `engine.family()`"),
        ));
    }
    Some(known)
}
