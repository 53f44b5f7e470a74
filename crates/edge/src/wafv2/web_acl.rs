//! `aws_wafv2_web_acl`.

use terrane_aws::Tags;
use terrane_aws::kind::LogGroupArn;
use terrane_core::{Body, NameRule, Problem, Ref, RefersTo, Resource, ResourceType, Stack, Text};

use super::managed_rule_group::ManagedRuleGroup;
use super::web_acl_handle::{WebAclArn, WebAclHandle};
use crate::layer::FILE;

const WEB_ACL: ResourceType = terrane_aws::resource("aws_wafv2_web_acl", FILE)
    .named_once("name")
    .must_be_used("associate it with a load balancer: `WebAclAssociation`, or remove it");
const LOGGING: ResourceType = terrane_aws::resource("aws_wafv2_web_acl_logging_configuration", FILE);

/// A web ACL for load balancers: it allows requests unless a group of rules that AWS maintains blocks them.
///
/// Emits `aws_wafv2_web_acl.{label}`, and `aws_wafv2_web_acl_logging_configuration.{label}` for
/// [`log_to`](Self::log_to).
///
/// By default it has the groups for common attacks and for known bad inputs, and limits no rate. AWS bills
/// the ACL, each rule and each million requests.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `invalid-name` | a name that AWS refuses |
/// | `out-of-range` | a rate limit outside of 10 to 2,000,000,000 |
/// | `count-of-absent-group` | a counted rule of a group that the ACL does not have |
/// | `unused` | an ACL that nothing is associated with |
///
/// # Not covered
///
/// Rules of your own beyond the rate limit, web ACLs for CloudFront, bot and fraud control: use
/// `stack.amend(&acl).block(…)`.
///
/// # Example
///
/// ```
/// use terrane_core::{Declare, Ref, Stack};
/// use terrane_edge::{LoadBalancerLookup, ManagedRuleGroup, WebAcl, WebAclAssociation};
///
/// let mut stack = Stack::new("docs");
/// let alb = LoadBalancerLookup::new("shared-alb", &Ref::existing("sg-1")).declare(&mut stack, "shared");
/// let acl = WebAcl::new("jiki-api")
///     .rules(ManagedRuleGroup::SqlDatabase)
///     .count_rule(ManagedRuleGroup::Common, "SizeRestrictions_BODY") // uploads are larger than 8 KB
///     .declare(&mut stack, "api");
/// WebAclAssociation::new(&alb.arn(), &acl.arn()).declare(&mut stack, "api");
/// assert!(stack.finish().is_ok());
/// ```
#[doc(alias = "aws_wafv2_web_acl")]
#[doc(alias = "WAF")]
#[derive(Debug)]
#[must_use = "a builder does nothing until it is declared"]
pub struct WebAcl {
    name: Text,
    groups: Vec<ManagedRuleGroup>,
    counted: Vec<(ManagedRuleGroup, Text)>,
    rate_limit: Option<u32>,
    logs: Option<Ref<LogGroupArn>>,
    tags: Tags,
}

impl WebAcl {
    /// The name of a web ACL.
    pub const NAME: NameRule =
        NameRule::new("a web ACL's name has 1 to 128 letters, digits, `-` and `_`", 1, 128)
            .letters()
            .digits()
            .also("-_");

    /// A web ACL with [`ManagedRuleGroup::Common`] and [`ManagedRuleGroup::KnownBadInputs`]; see
    /// [`WebAcl::NAME`].
    pub fn new(name: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            groups: vec![ManagedRuleGroup::Common, ManagedRuleGroup::KnownBadInputs],
            counted: Vec::new(),
            rate_limit: None,
            logs: None,
            tags: Tags::default(),
        }
    }

    /// One more group of rules. Each counts once.
    pub fn rules(mut self, group: ManagedRuleGroup) -> Self {
        if !self.groups.contains(&group) {
            self.groups.push(group);
        }
        self
    }

    /// Counts what one rule of a group matches, and does not block it.
    pub fn count_rule(mut self, group: ManagedRuleGroup, rule: impl Into<Text>) -> Self {
        self.counted.push((group, rule.into()));
        self
    }

    /// Blocks an address that sends more requests than this within five minutes: 10 to 2,000,000,000.
    pub fn rate_limit(mut self, requests: u32) -> Self {
        self.rate_limit = Some(requests);
        self
    }

    /// Logs requests to a log group, whose name must begin with `aws-waf-logs-`.
    pub fn log_to(mut self, log_group: &impl RefersTo<LogGroupArn>) -> Self {
        self.logs = Some(log_group.reference());
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.tags.set(key, value);
        self
    }

    fn check(&self, body: &mut Body) {
        for (group, rule) in &self.counted {
            if !self.groups.contains(group) {
                let rule = rule.as_literal().unwrap_or("…");
                body.report(Problem::error(
                    "count-of-absent-group",
                    format!("`{rule}` is counted, but the ACL does not have its group `{}`", group.name()),
                    "add the group with `.rules(…)`, or remove `.count_rule(…)`",
                ));
            }
        }
    }

    fn write_group(&self, body: &mut Body, priority: u32, group: ManagedRuleGroup) {
        body.block("rule", |rule| {
            rule.set("name", group.name());
            rule.set("priority", priority);
            rule.block("override_action", |action| action.block("none", |_| ()));
            rule.block("statement", |statement| {
                statement.block("managed_rule_group_statement", |managed| {
                    managed.set("name", group.name());
                    managed.set("vendor_name", "AWS");
                    for (_, name) in self.counted.iter().filter(|(of, _)| *of == group) {
                        managed.block("rule_action_override", |counted| {
                            counted.set("name", name);
                            counted.block("action_to_use", |action| action.block("count", |_| ()));
                        });
                    }
                });
            });
            write_visibility(rule, group.name());
        });
    }
}

fn write_rate_limit(body: &mut Body, limit: u32) {
    body.block("rule", |rule| {
        rule.set("name", "rate-limit");
        rule.set("priority", 0_u32);
        rule.block("action", |action| action.block("block", |_| ()));
        rule.block("statement", |statement| {
            statement.block("rate_based_statement", |rate| {
                rate.number("limit", limit, 10..=2_000_000_000);
                rate.set("aggregate_key_type", "IP");
            });
        });
        write_visibility(rule, "rate-limit");
    });
}

fn write_visibility(body: &mut Body, metric: impl Into<Text>) {
    body.block("visibility_config", |config| {
        config.set("cloudwatch_metrics_enabled", true);
        config.set("metric_name", metric.into());
        config.set("sampled_requests_enabled", true);
    });
}

impl Resource for WebAcl {
    type Handle = WebAclHandle;

    fn lower(self, stack: &mut Stack, label: &str) -> WebAclHandle {
        let mut body = Body::new();
        self.check(&mut body);
        body.name("name", &Self::NAME, &self.name);
        body.set("scope", "REGIONAL");
        body.block("default_action", |action| action.block("allow", |_| ()));
        for (priority, group) in (1_u32..).zip(&self.groups) {
            self.write_group(&mut body, priority, *group);
        }
        if let Some(limit) = self.rate_limit {
            write_rate_limit(&mut body, limit);
        }
        write_visibility(&mut body, &self.name);
        self.tags.write(&mut body);
        let node = stack.add(&WEB_ACL, label, body);
        let logging = self.logs.map(|logs| {
            let mut body = Body::new();
            body.set_parent("resource_arn", &node.attribute::<WebAclArn>("arn"));
            body.references("log_destination_configs", &[logs]);
            stack.add(&LOGGING, label, body)
        });
        WebAclHandle { node, name: self.name, logging }
    }
}
