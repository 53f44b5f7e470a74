//! Which requests a rule of a listener matches.

use terrane_aws::{Ipv4Cidr, Ipv6Cidr};
use terrane_core::{Body, Problem, Text};

use super::method::Method;

/// One condition of a rule: all conditions of a rule must hold, and for each one of its values is enough.
///
/// Emits the block `condition` of `aws_lb_listener_rule`. In hosts, paths, headers and queries `*` stands for
/// any characters and `?` for one.
///
/// # Rules
///
/// | rule | what |
/// |---|---|
/// | `condition-without-value` | a condition that nothing can match |
/// | `invalid-condition` | a value, or the name of a header, that AWS refuses |
///
/// # Example
///
/// ```
/// use terrane_edge::{Method, RuleCondition};
///
/// let api = [RuleCondition::host(["api.jiki.io"]), RuleCondition::path(["/v2/*"])];
/// let reads = RuleCondition::method([Method::Get, Method::Head]);
/// let office = RuleCondition::source_ip(["203.0.113.0/24"]);
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct RuleCondition {
    field: Field,
    values: Vec<Text>,
    key: Option<Text>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Host,
    Path,
    Method,
    SourceIp,
    Header,
    Query,
}

impl Field {
    pub(super) const fn block(self) -> &'static str {
        match self {
            Field::Host => "host_header",
            Field::Path => "path_pattern",
            Field::Method => "http_request_method",
            Field::SourceIp => "source_ip",
            Field::Header => "http_header",
            Field::Query => "query_string",
        }
    }

    /// Whether a rule may have several conditions on it.
    pub(super) const fn is_repeatable(self) -> bool {
        matches!(self, Field::Header | Field::Query)
    }
}

impl RuleCondition {
    fn new<T: Into<Text>>(field: Field, values: impl IntoIterator<Item = T>) -> Self {
        Self { field, values: values.into_iter().map(Into::into).collect(), key: None }
    }

    /// The host of the request, up to 128 characters.
    pub fn host<T: Into<Text>>(hosts: impl IntoIterator<Item = T>) -> Self {
        Self::new(Field::Host, hosts)
    }

    /// The path, up to 128 characters, without the query.
    pub fn path<T: Into<Text>>(paths: impl IntoIterator<Item = T>) -> Self {
        Self::new(Field::Path, paths)
    }

    /// The method.
    pub fn method(methods: impl IntoIterator<Item = Method>) -> Self {
        Self::new(Field::Method, methods.into_iter().map(Method::name))
    }

    /// The client's address: ranges such as `203.0.113.0/24`. A proxy in between has an address of its own.
    pub fn source_ip<T: Into<Text>>(ranges: impl IntoIterator<Item = T>) -> Self {
        Self::new(Field::SourceIp, ranges)
    }

    /// A header, by its name of up to 40 characters; not `Host`.
    pub fn header<T: Into<Text>>(name: impl Into<Text>, values: impl IntoIterator<Item = T>) -> Self {
        Self { key: Some(name.into()), ..Self::new(Field::Header, values) }
    }

    /// A parameter of the query.
    pub fn query<T: Into<Text>>(key: impl Into<Text>, values: impl IntoIterator<Item = T>) -> Self {
        Self { key: Some(key.into()), ..Self::new(Field::Query, values) }
    }

    pub(super) fn field(&self) -> Field {
        self.field
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// How many wildcards the values have; AWS counts each sign.
    pub(super) fn wildcards(&self) -> usize {
        if matches!(self.field, Field::Method | Field::SourceIp) {
            return 0;
        }
        let literals = self.values.iter().filter_map(Text::as_literal);
        literals.map(|value| value.matches(['*', '?']).count()).sum()
    }

    pub(super) fn check(&self, body: &mut Body) {
        let block = self.field.block();
        if self.values.is_empty() {
            body.report(Problem::error(
                "condition-without-value",
                format!("the condition `{block}` has no value, so that nothing can match"),
                "give it a value, or remove it",
            ));
        }
        for value in self.values.iter().filter_map(Text::as_literal) {
            let (what, remedy) = match self.field {
                Field::Path if !value.starts_with(['/', '*', '?']) => {
                    ("begins without `/`, as no path does", "write the whole path, such as `/v2/*`")
                }
                Field::Host if value.contains([':', '/', ' ']) => {
                    ("is more than a host", "write the name alone, such as `api.jiki.io` or `*.jiki.io`")
                }
                Field::Path | Field::Host | Field::Header | Field::Query
                    if value.is_empty() || value.len() > 128 =>
                {
                    ("is empty or longer than 128 characters", "shorten it; `*` stands for the rest")
                }
                Field::SourceIp if !is_range(value) => {
                    ("is no range of addresses", "write it as `203.0.113.0/24`, with zeros behind the prefix")
                }
                Field::Method if !is_method(value) => ("is no method", "write it in capitals, such as `GET`"),
                _ => continue,
            };
            body.report(Problem::error(
                "invalid-condition",
                format!("`{value}` in `{block}` {what}"),
                remedy,
            ));
        }
        if self.field == Field::Header
            && let Some(name) = self.key.as_ref().and_then(Text::as_literal)
        {
            let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+.^_`|~-".contains(&b);
            let is_name = !name.is_empty() && name.len() <= 40 && name.bytes().all(is_token);
            if !is_name || name.eq_ignore_ascii_case("host") {
                body.report(Problem::error(
                    "invalid-condition",
                    format!("`{name}` is no header that AWS compares"),
                    "give a header's name of up to 40 characters; for `Host` there is `RuleCondition::host`",
                ));
            }
        }
    }

    pub(super) fn write(self, body: &mut Body) {
        let RuleCondition { field, values, key } = self;
        body.block("condition", |condition| {
            if field == Field::Query {
                for value in values {
                    condition.block("query_string", |block| {
                        block.set_opt("key", key.as_ref());
                        block.set("value", value);
                    });
                }
                return;
            }
            condition.block(field.block(), |block| {
                block.set_opt("http_header_name", key);
                block.list("values", values);
            });
        });
    }
}

fn is_range(text: &str) -> bool {
    text.parse::<Ipv4Cidr>().is_ok() || text.parse::<Ipv6Cidr>().is_ok()
}

fn is_method(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || matches!(b, b'-' | b'_'))
}
