//! `aws_ecr_lifecycle_policy`: what becomes of old images.

use terrane_aws::kind::RepositoryName;
use terrane_core::{Body, Days, Expr, Node, Object, Problem, Ref, ResourceType, Stack, Text, jsonencode};

const POLICY: ResourceType = terrane_aws::resource("aws_ecr_lifecycle_policy", "compute");
/// ECR's own limit on a policy's text, in characters.
const LONGEST_POLICY: usize = 30_720;

/// The rules by which ECR expires images. Their order is their priority: an image that one rule has chosen is left
/// alone by the later ones.
///
/// A rule on *any* image must come last, or AWS refuses the policy. So [`keep_last_of_any`](Self::keep_last_of_any)
/// and [`expire_any`](Self::expire_any) end the list: what they return takes no further rule.
///
/// ```
/// use terrane_compute::{ImageSelection, RepositoryLifecycle};
/// use terrane_core::Days;
///
/// let lifecycle = RepositoryLifecycle::new()
///     .expire_untagged(Days(7))
///     .keep_last(ImageSelection::prefixes(["release-"]), 50)
///     .keep_last_of_any(10);
/// ```
///
/// ```compile_fail,E0599
/// use terrane_compute::RepositoryLifecycle;
/// use terrane_core::Days;
///
/// let lifecycle = RepositoryLifecycle::new().keep_last_of_any(10).expire_untagged(Days(7));
/// ```
#[derive(Debug, Default)]
#[must_use = "a lifecycle does nothing until a repository takes it"]
pub struct RepositoryLifecycle {
    rules: Vec<Rule>,
}

/// A finished list of rules: what [`Repository::lifecycle`](crate::Repository::lifecycle) takes.
#[derive(Debug)]
#[must_use = "a lifecycle does nothing until a repository takes it"]
pub struct LifecycleRules {
    rules: Vec<Rule>,
}

impl From<RepositoryLifecycle> for LifecycleRules {
    fn from(lifecycle: RepositoryLifecycle) -> Self {
        Self { rules: lifecycle.rules }
    }
}

#[derive(Debug)]
struct Rule {
    images: Images,
    when: When,
}

#[derive(Debug)]
enum Images {
    Untagged,
    Tagged(ImageSelection),
    Any,
}

#[derive(Debug)]
enum When {
    MoreThan(u32),
    OlderThan(Days),
}

/// Tagged images, chosen by their tags.
#[derive(Clone, Debug)]
pub struct ImageSelection {
    key: &'static str,
    tags: Vec<String>,
}

impl ImageSelection {
    /// Images with a tag for each of these prefixes. None at all is reported (`empty-image-selection`).
    pub fn prefixes<T: Into<String>>(prefixes: impl IntoIterator<Item = T>) -> Self {
        Self { key: "tagPrefixList", tags: prefixes.into_iter().map(Into::into).collect() }
    }

    /// Images with a tag for each of these patterns, in which `*` stands for any characters. A pattern with more than
    /// four `*` is reported (`too-many-wildcards`).
    pub fn patterns<T: Into<String>>(patterns: impl IntoIterator<Item = T>) -> Self {
        Self { key: "tagPatternList", tags: patterns.into_iter().map(Into::into).collect() }
    }
}

impl RepositoryLifecycle {
    /// No rule yet. A repository that is given none at all keeps every image: do not call
    /// [`Repository::lifecycle`](crate::Repository::lifecycle) then.
    pub fn new() -> Self {
        Self::default()
    }

    /// Expires images without a tag once they are older than this. AWS takes one rule on untagged images.
    pub fn expire_untagged(self, age: Days) -> Self {
        self.rule(Images::Untagged, When::OlderThan(age))
    }

    /// Keeps this many images without a tag, the latest. AWS takes one rule on untagged images.
    pub fn keep_last_untagged(self, count: u32) -> Self {
        self.rule(Images::Untagged, When::MoreThan(count))
    }

    /// Expires images with such tags once they are older than this.
    pub fn expire(self, images: ImageSelection, age: Days) -> Self {
        self.rule(Images::Tagged(images), When::OlderThan(age))
    }

    /// Keeps this many images with such tags, the latest.
    pub fn keep_last(self, images: ImageSelection, count: u32) -> Self {
        self.rule(Images::Tagged(images), When::MoreThan(count))
    }

    /// Keeps this many images of all that no earlier rule has chosen, the latest. This rule is the last one.
    pub fn keep_last_of_any(self, count: u32) -> LifecycleRules {
        self.rule(Images::Any, When::MoreThan(count)).into()
    }

    /// Expires every image that no earlier rule has chosen, once it is older than this. This rule is the last one.
    pub fn expire_any(self, age: Days) -> LifecycleRules {
        self.rule(Images::Any, When::OlderThan(age)).into()
    }

    fn rule(mut self, images: Images, when: When) -> Self {
        self.rules.push(Rule { images, when });
        self
    }
}

pub(crate) fn declare(
    stack: &mut Stack,
    label: &str,
    repository: &Ref<RepositoryName>,
    rules: LifecycleRules,
) -> Node {
    let mut body = Body::new();
    check(&rules.rules, &mut body);
    body.reference("repository", repository);
    let rules = (1u32..).zip(rules.rules).map(|(priority, rule)| lower(priority, rule));
    body.set("policy", jsonencode(Object::new().set("rules", Expr::list(rules))));
    stack.add(&POLICY, label, body)
}

fn lower(priority: u32, rule: Rule) -> Object {
    let description = describe(&rule);
    let selection = match rule.images {
        Images::Untagged => Object::new().set("tagStatus", "untagged"),
        Images::Any => Object::new().set("tagStatus", "any"),
        Images::Tagged(images) => {
            Object::new().set("tagStatus", "tagged").set(images.key, Expr::list(images.tags))
        }
    };
    let selection = match rule.when {
        When::MoreThan(count) => selection.set("countType", "imageCountMoreThan").set("countNumber", count),
        When::OlderThan(age) => {
            selection.set("countType", "sinceImagePushed").set("countUnit", "days").set("countNumber", age)
        }
    };
    Object::new()
        .set("rulePriority", priority)
        .set("description", description)
        .set("selection", selection)
        .set("action", Object::new().set("type", "expire"))
}

fn describe(rule: &Rule) -> Text {
    let images = match rule.images {
        Images::Untagged => "untagged images",
        Images::Tagged(_) => "images with these tags",
        Images::Any => "images",
    };
    match rule.when {
        When::MoreThan(count) => format!("Keep the last {count} {images}").into(),
        When::OlderThan(Days(days)) => format!("Expire {images} after {days} days").into(),
    }
}

fn check(rules: &[Rule], body: &mut Body) {
    if rules.is_empty() {
        body.report(Problem::error(
            "empty-lifecycle-policy",
            "the repository's lifecycle has no rule, which AWS refuses",
            "add a rule such as `.keep_last_of_any(10)`, or leave the lifecycle out",
        ));
    }
    if rules.iter().filter(|rule| matches!(rule.images, Images::Untagged)).count() > 1 {
        body.report(Problem::error(
            "duplicate-untagged-rule",
            "the lifecycle has more than one rule on untagged images, and AWS takes one",
            "keep one of `expire_untagged` and `keep_last_untagged`",
        ));
    }
    let mut length = 0;
    for rule in rules {
        let number = match rule.when {
            When::MoreThan(number) | When::OlderThan(Days(number)) => number,
        };
        body.check_range("countNumber", number, 1..=u32::MAX);
        // What JSON adds to a rule's words and tags.
        length += 200;
        if let Images::Tagged(images) = &rule.images {
            check_selection(images, body);
            length += images.tags.iter().map(|tag| tag.len() + 3).sum::<usize>();
        }
    }
    if length > LONGEST_POLICY {
        body.report(Problem::error(
            "lifecycle-policy-too-long",
            format!("the lifecycle policy has about {length} characters, and AWS takes {LONGEST_POLICY}"),
            "choose images by a few patterns instead of many prefixes",
        ));
    }
}

fn check_selection(images: &ImageSelection, body: &mut Body) {
    if images.tags.is_empty() || images.tags.iter().any(String::is_empty) {
        body.report(Problem::error(
            "empty-image-selection",
            "a rule on tagged images names no tag, which AWS refuses",
            "give each prefix or pattern at least one character, or use a rule on any image",
        ));
    }
    if images.key == "tagPatternList"
        && let Some(pattern) = images.tags.iter().find(|tag| tag.matches('*').count() > 4)
    {
        body.report(Problem::error(
            "too-many-wildcards",
            format!("the pattern `{pattern}` has more than four `*`, and AWS takes four"),
            "write a shorter pattern, or several",
        ));
    }
}
