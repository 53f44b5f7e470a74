//! `aws_ecr_lifecycle_policy`: which old images expire.

use terrane_aws::kind::RepositoryName;
use terrane_core::{Body, Days, Expr, Node, Object, Problem, Ref, ResourceType, Stack, Text, jsonencode};

use super::image_selection::ImageSelection;

const POLICY: ResourceType = terrane_aws::resource("aws_ecr_lifecycle_policy", "compute");
/// ECR's own limit on a policy's text, in characters.
const LONGEST_POLICY: usize = 30_720;

/// The rules by which ECR expires images. Their order is their priority: an image that one rule has chosen is
/// left alone by the later ones.
///
/// A [`Repository`](crate::Repository) that is given one emits `aws_ecr_lifecycle_policy.{label}`.
///
/// A rule on *any* image must come last, or AWS refuses the policy. So
/// [`keep_last_of_any`](Self::keep_last_of_any) and [`expire_any`](Self::expire_any) end the list: what they
/// return takes no further rule.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `out-of-range` | a count or an age of 0 |
/// | `empty-lifecycle-policy` | no rule |
/// | `duplicate-untagged-rule` | two rules on untagged images |
/// | `empty-image-selection`, `too-many-wildcards` | see [`ImageSelection`] |
/// | `lifecycle-policy-too-long` | more characters than ECR accepts |
///
/// # Not covered
///
/// Count types other than `imageCountMoreThan` and `sinceImagePushed`: use `terrane_core::Custom`.
///
/// # Example
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
#[doc(alias = "aws_ecr_lifecycle_policy")]
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

impl RepositoryLifecycle {
    /// No rule yet. To keep every image, leave out [`Repository::lifecycle`](crate::Repository::lifecycle).
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

    /// Expires every image that no earlier rule has chosen, once it is older than this. This rule is the last
    /// one.
    pub fn expire_any(self, age: Days) -> LifecycleRules {
        self.rule(Images::Any, When::OlderThan(age)).into()
    }

    fn rule(mut self, images: Images, when: When) -> Self {
        self.rules.push(Rule { images, when });
        self
    }
}

impl LifecycleRules {
    pub(super) fn declare(self, stack: &mut Stack, label: &str, repository: &Ref<RepositoryName>) -> Node {
        let mut body = Body::new();
        self.check(&mut body);
        body.reference("repository", repository);
        let rules = (1u32..).zip(self.rules).map(|(priority, rule)| rule.lower(priority));
        body.set("policy", jsonencode(Object::new().set("rules", Expr::list(rules))));
        stack.add(&POLICY, label, body)
    }

    fn check(&self, body: &mut Body) {
        if self.rules.is_empty() {
            body.report(Problem::error(
                "empty-lifecycle-policy",
                "the repository's lifecycle has no rule, which AWS refuses",
                "add a rule such as `.keep_last_of_any(10)`, or leave the lifecycle out",
            ));
        }
        if self.rules.iter().filter(|rule| matches!(rule.images, Images::Untagged)).count() > 1 {
            body.report(Problem::error(
                "duplicate-untagged-rule",
                "the lifecycle has more than one rule on untagged images, and AWS takes one",
                "keep one of `expire_untagged` and `keep_last_untagged`",
            ));
        }
        for rule in &self.rules {
            rule.check(body);
        }
        let length: usize = self.rules.iter().map(Rule::length).sum();
        if length > LONGEST_POLICY {
            body.report(Problem::error(
                "lifecycle-policy-too-long",
                format!("the lifecycle policy has about {length} characters, and AWS takes {LONGEST_POLICY}"),
                "choose images by a few patterns instead of many prefixes",
            ));
        }
    }
}

impl Rule {
    fn check(&self, body: &mut Body) {
        let (When::MoreThan(number) | When::OlderThan(Days(number))) = self.when;
        body.check_range("countNumber", number, 1..=u32::MAX);
        if let Images::Tagged(images) = &self.images {
            images.check(body);
        }
    }

    /// About how many characters the rule has in a policy: the tags, and what JSON adds to them.
    fn length(&self) -> usize {
        let tags = match &self.images {
            Images::Tagged(images) => images.length(),
            Images::Untagged | Images::Any => 0,
        };
        200 + tags
    }

    fn lower(self, priority: u32) -> Object {
        let description = self.description();
        let selection = match self.images {
            Images::Untagged => Object::new().set("tagStatus", "untagged"),
            Images::Any => Object::new().set("tagStatus", "any"),
            Images::Tagged(images) => images.write(Object::new().set("tagStatus", "tagged")),
        };
        let selection = match self.when {
            When::MoreThan(count) => {
                selection.set("countType", "imageCountMoreThan").set("countNumber", count)
            }
            When::OlderThan(age) => selection
                .set("countType", "sinceImagePushed")
                .set("countUnit", "days")
                .set("countNumber", age),
        };
        Object::new()
            .set("rulePriority", priority)
            .set("description", description)
            .set("selection", selection)
            .set("action", Object::new().set("type", "expire"))
    }

    fn description(&self) -> Text {
        let images = match self.images {
            Images::Untagged => "untagged images",
            Images::Tagged(_) => "images with these tags",
            Images::Any => "images",
        };
        match self.when {
            When::MoreThan(count) => format!("Keep the last {count} {images}").into(),
            When::OlderThan(Days(days)) => format!("Expire {images} after {days} days").into(),
        }
    }
}
