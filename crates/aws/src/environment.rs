//! What a container reads: a list in which nothing can be left out.

use std::borrow::Cow;

use indexmap::IndexMap;

use terrane_core::{
    Days, Expr, GiB, MiB, Minutes, Name, Percent, Port, Ref, Seconds, Text, UnprivilegedPort,
};

use crate::region::{Region, Zone};
use crate::secret::Secret;
use crate::traffic::{CacheUrl, QueueUrl};

/// One variable's value, as a container receives it.
#[derive(Clone, Debug)]
pub enum EnvValue {
    /// In the task definition, for everybody to read.
    Plain(Text),
    /// By the execution role, when the container starts.
    Secret(Secret),
}

/// What can be delivered to a container as an environment variable.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be delivered in a container's environment",
    label = "expected text, a number, a reference, a URL or a `Secret`",
    note = "a container reads its environment once, when it starts: a secret that rotates would be wrong after its first rotation",
    note = "the value of a secret would be in the state: deliver the `Secret`, and ECS fetches its value when the container starts"
)]
pub trait IntoEnvValue {
    /// The value, and how it reaches the container.
    fn into_env_value(self) -> EnvValue;
}

/// One by one, and not for whatever becomes text: so the compiler names what was given, and says the note
/// above.
macro_rules! delivered_as_text {
    ($($type:ty),* $(,)?) => {$(
        impl IntoEnvValue for $type {
            fn into_env_value(self) -> EnvValue {
                EnvValue::Plain(self.into())
            }
        }
    )*};
}

delivered_as_text! {
    Text, &Text, &'static str, String, &String, Cow<'static, str>, u32, Name,
    Port, UnprivilegedPort, Seconds, Minutes, Days, MiB, GiB, Percent, &Region, &Zone, CacheUrl, QueueUrl,
}

impl<K> IntoEnvValue for Ref<K> {
    fn into_env_value(self) -> EnvValue {
        EnvValue::Plain(self.into())
    }
}

impl<K> IntoEnvValue for &Ref<K> {
    fn into_env_value(self) -> EnvValue {
        EnvValue::Plain(self.into())
    }
}

impl IntoEnvValue for Secret {
    fn into_env_value(self) -> EnvValue {
        EnvValue::Secret(self)
    }
}

impl IntoEnvValue for &Secret {
    fn into_env_value(self) -> EnvValue {
        EnvValue::Secret(self.clone())
    }
}

impl IntoEnvValue for EnvValue {
    fn into_env_value(self) -> EnvValue {
        self
    }
}

/// A list of environment variables and secrets, each name once.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Environment {
    variables: IndexMap<String, EnvValue>,
}

impl Environment {
    /// An empty environment.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a variable; one that is there already gets the new value.
    pub fn set(mut self, name: impl Into<String>, value: impl IntoEnvValue) -> Self {
        self.variables.insert(name.into(), value.into_env_value());
        self
    }

    /// These variables and others; of a name that both have, the other's value.
    pub fn and(self, others: impl Into<Environment>) -> Self {
        let others: Environment = others.into();
        others.variables.into_iter().fold(self, |environment, (name, value)| environment.set(name, value))
    }

    /// The variables that anybody who sees the task definition can read.
    pub fn plain(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.variables.iter().filter_map(|(name, value)| match value {
            EnvValue::Plain(text) => Some((name.as_str(), text)),
            EnvValue::Secret(_) => None,
        })
    }

    /// The variables that the execution role fetches.
    pub fn secrets(&self) -> impl Iterator<Item = (&str, &Secret)> {
        self.variables.iter().filter_map(|(name, value)| match value {
            EnvValue::Plain(_) => None,
            EnvValue::Secret(secret) => Some((name.as_str(), secret)),
        })
    }
}

/// What an application reads, as a struct of the stack's author: see [`environment!`](crate::environment).
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which environment variables it holds",
    label = "expected a struct made by `environment!`"
)]
pub trait EnvVars {
    /// The variables, by name.
    fn variables(self) -> Vec<(&'static str, EnvValue)>;
}

impl<V: EnvVars> From<V> for Environment {
    fn from(struct_of_variables: V) -> Self {
        struct_of_variables
            .variables()
            .into_iter()
            .fold(Environment::new(), |environment, (name, value)| environment.set(name, value))
    }
}

impl From<EnvValue> for Expr {
    /// The plain text, or the ARN from which the secret is fetched.
    fn from(value: EnvValue) -> Self {
        match value {
            EnvValue::Plain(text) => text.into(),
            EnvValue::Secret(secret) => secret.value_from().into(),
        }
    }
}

/// A struct of environment variables: a field for each, with the name that the application reads.
///
/// Every field must be given; one that is missing is the compiler's E0063, in the
/// application's own words.
///
/// ```
/// use terrane_aws::{Environment, environment};
/// use terrane_core::{Port, Text, literal};
///
/// environment! {
///     /// What the web process reads.
///     pub struct WebEnvironment {
///         /// The host of the database.
///         database_host: Text = "DATABASE_HOST",
///         /// The port of the database.
///         database_port: Port = "DATABASE_PORT",
///     }
/// }
///
/// let environment: Environment =
///     WebEnvironment { database_host: "db.internal".into(), database_port: literal!(Port, 5432) }.into();
/// assert_eq!(environment.plain().count(), 2);
/// ```
#[macro_export]
macro_rules! environment {
    ($(#[$doc:meta])* $visibility:vis struct $name:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty = $variable:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        $visibility struct $name {
            $($(#[$field_doc])* $visibility $field: $type,)+
        }

        impl $crate::EnvVars for $name {
            fn variables(self) -> ::std::vec::Vec<(&'static str, $crate::EnvValue)> {
                ::std::vec![$(($variable, $crate::IntoEnvValue::into_env_value(self.$field))),+]
            }
        }
    };
}
