//! How much a serverless cache may use, and how much is kept ready.

use terrane_core::{Body, Expr, Problem, Value};

/// A size in gigabytes, as ElastiCache counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gigabytes(pub u32);

impl From<Gigabytes> for Expr {
    fn from(size: Gigabytes) -> Self {
        size.0.into()
    }
}

/// The least and the most of something, as numbers of one unit.
#[derive(Debug, Default)]
pub(super) struct Limits {
    pub(super) minimum: Option<Value<u32>>,
    pub(super) maximum: Option<Value<u32>>,
}

impl Limits {
    pub(super) fn is_empty(&self) -> bool {
        self.minimum.is_none() && self.maximum.is_none()
    }

    /// The maximum, where it is set and known here.
    pub(super) fn known_maximum(&self) -> Option<u32> {
        self.maximum.as_ref().and_then(Value::known).copied()
    }

    fn check(&self, body: &mut Body, name: &str, range: &std::ops::RangeInclusive<u32>) {
        if let (Some(Value::Known(low)), Some(Value::Known(high))) = (&self.minimum, &self.maximum)
            && low > high
        {
            body.report(Problem::error(
                "minimum-above-maximum",
                format!("the minimum of `{name}` is {low}, above its maximum of {high}"),
                "lower the minimum or raise the maximum",
            ));
        }
        for (bound, value) in [("minimum", &self.minimum), ("maximum", &self.maximum)] {
            if let Some(Value::Known(number)) = value {
                body.check_range(&format!("{name}.{bound}"), *number, range.clone());
            }
        }
    }

    fn write(self, body: &mut Body) {
        body.set_opt("minimum", self.minimum);
        body.set_opt("maximum", self.maximum);
    }
}

/// Writes the block `cache_usage_limits`, where there is a limit.
pub(super) fn write(storage: Limits, ecpu: Limits, body: &mut Body) {
    if storage.is_empty() && ecpu.is_empty() {
        return;
    }
    body.block("cache_usage_limits", |limits| {
        if !storage.is_empty() {
            limits.block("data_storage", |block| {
                storage.check(block, "data_storage", &(1..=5000));
                storage.write(block);
                block.set("unit", "GB");
            });
        }
        if !ecpu.is_empty() {
            limits.block("ecpu_per_second", |block| {
                ecpu.check(block, "ecpu_per_second", &(1000..=15_000_000));
                ecpu.write(block);
            });
        }
    });
}

pub(super) fn in_gigabytes(size: Value<Gigabytes>) -> Value<u32> {
    match size {
        Value::Known(Gigabytes(size)) => Value::Known(size),
        Value::Given(expr) => Value::Given(expr),
    }
}
