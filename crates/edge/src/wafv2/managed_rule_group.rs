//! Groups of rules that AWS maintains.

/// A group of rules that AWS maintains, without a price beyond that of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManagedRuleGroup {
    /// Common attacks. It blocks bodies above 8 KB, see
    /// [`WebAcl::count_rule`](crate::WebAcl::count_rule).
    Common,
    /// Requests that are known to be bad, Log4j's among them.
    KnownBadInputs,
    /// SQL injection.
    SqlDatabase,
    /// Attacks on Linux.
    Linux,
    /// Attacks on POSIX systems.
    Unix,
    /// Access to administration pages.
    AdminProtection,
    /// Addresses that AWS has seen attacking.
    IpReputation,
    /// Addresses of anonymizing networks and hosting providers.
    AnonymousIp,
    /// Another group of AWS, by its name.
    Other(&'static str),
}

impl ManagedRuleGroup {
    /// As AWS writes it.
    pub const fn name(self) -> &'static str {
        match self {
            ManagedRuleGroup::Common => "AWSManagedRulesCommonRuleSet",
            ManagedRuleGroup::KnownBadInputs => "AWSManagedRulesKnownBadInputsRuleSet",
            ManagedRuleGroup::SqlDatabase => "AWSManagedRulesSQLiRuleSet",
            ManagedRuleGroup::Linux => "AWSManagedRulesLinuxRuleSet",
            ManagedRuleGroup::Unix => "AWSManagedRulesUnixRuleSet",
            ManagedRuleGroup::AdminProtection => "AWSManagedRulesAdminProtectionRuleSet",
            ManagedRuleGroup::IpReputation => "AWSManagedRulesAmazonIpReputationList",
            ManagedRuleGroup::AnonymousIp => "AWSManagedRulesAnonymousIpList",
            ManagedRuleGroup::Other(name) => name,
        }
    }
}
