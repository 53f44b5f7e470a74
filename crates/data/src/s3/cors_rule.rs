//! The block `cors_rule` of `aws_s3_bucket_cors_configuration`.

use terrane_core::{Body, Expr, Problem, Seconds, Text, Value};

/// What a browser may do across origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorsMethod {
    /// Reads an object.
    Get,
    /// Asks whether there is an object.
    Head,
    /// Writes an object.
    Put,
    /// Writes an object from a form.
    Post,
    /// Deletes an object.
    Delete,
}

impl CorsMethod {
    /// As AWS writes it.
    pub const fn name(self) -> &'static str {
        match self {
            CorsMethod::Get => "GET",
            CorsMethod::Head => "HEAD",
            CorsMethod::Put => "PUT",
            CorsMethod::Post => "POST",
            CorsMethod::Delete => "DELETE",
        }
    }
}

impl From<CorsMethod> for Expr {
    fn from(method: CorsMethod) -> Self {
        method.name().into()
    }
}

/// Pages of which origins may use a bucket from a browser, and how.
///
/// Emits a block `cors_rule` of the bucket's `aws_s3_bucket_cors_configuration`.
///
/// # Rules
///
/// An origin or a header with more than one `*` is reported (`cors-wildcard`).
///
/// # Example
///
/// ```
/// use terrane_core::Seconds;
/// use terrane_data::{CorsMethod, CorsRule};
///
/// let uploads = CorsRule::new("https://jiki.io", CorsMethod::Put)
///     .origin("https://admin.jiki.io")
///     .method(CorsMethod::Get)
///     .allow_header("*")
///     .max_age(Seconds(3600));
/// ```
#[doc(alias = "aws_s3_bucket_cors_configuration")]
#[derive(Clone, Debug)]
#[must_use = "a rule does nothing until it is added to a bucket"]
pub struct CorsRule {
    id: Option<Text>,
    origins: Vec<Text>,
    methods: Vec<CorsMethod>,
    headers: Vec<Text>,
    exposed: Vec<Text>,
    max_age: Option<Value<Seconds>>,
}

impl CorsRule {
    /// Pages of this origin may do this. An origin has at most one `*`, such as `https://*.jiki.io`.
    pub fn new(origin: impl Into<Text>, method: CorsMethod) -> Self {
        Self {
            id: None,
            origins: vec![origin.into()],
            methods: vec![method],
            headers: Vec::new(),
            exposed: Vec::new(),
            max_age: None,
        }
    }

    /// Adds an origin.
    pub fn origin(mut self, origin: impl Into<Text>) -> Self {
        self.origins.push(origin.into());
        self
    }

    /// Adds a method.
    pub fn method(mut self, method: CorsMethod) -> Self {
        self.methods.push(method);
        self
    }

    /// Adds a header that a page may send; at most one `*`.
    pub fn allow_header(mut self, header: impl Into<Text>) -> Self {
        self.headers.push(header.into());
        self
    }

    /// Adds a header of the answer that a page may read, such as `ETag`.
    pub fn expose_header(mut self, header: impl Into<Text>) -> Self {
        self.exposed.push(header.into());
        self
    }

    /// For how long a browser may remember the answer.
    pub fn max_age(mut self, time: impl Into<Value<Seconds>>) -> Self {
        self.max_age = Some(time.into());
        self
    }

    /// An id for the rule, up to 255 characters.
    pub fn id(mut self, id: impl Into<Text>) -> Self {
        self.id = Some(id.into());
        self
    }

    fn check(&self, body: &mut Body) {
        for (what, values) in [("origin", &self.origins), ("header", &self.headers)] {
            for value in values.iter().filter_map(Text::as_literal) {
                if value.matches('*').count() > 1 {
                    body.report(Problem::error(
                        "cors-wildcard",
                        format!("the {what} `{value}` has more than one `*`"),
                        format!("write each {what} with one `*` at most"),
                    ));
                }
            }
        }
    }

    pub(super) fn write(self, body: &mut Body) {
        self.check(body);
        body.set_opt("id", self.id);
        body.list("allowed_headers", self.headers);
        body.set("allowed_methods", self.methods);
        body.set("allowed_origins", self.origins);
        body.list("expose_headers", self.exposed);
        body.set_opt("max_age_seconds", self.max_age);
    }
}
