//! The master user of a cluster.

use terrane_aws::kind::KeyArn;
use terrane_core::{Body, EphemeralText, NameRule, Problem, Ref, RefersTo, Text, Value};

use super::engine::Dialect;
use crate::secrets_manager::StoredPassword;

/// The master user of a cluster, and where its password comes from.
///
/// `rdsadmin` is taken by RDS, and `admin` by PostgreSQL (`reserved-name`).
#[derive(Clone, Debug)]
pub struct Credentials {
    username: Text,
    password: MasterPassword,
}

#[derive(Clone, Debug)]
enum MasterPassword {
    Stored { text: EphemeralText, rotation: Value<u32>, length: Option<u32> },
    ManagedByRds(ManagedSecret),
}

/// The secret that RDS makes, and the key that encrypts it, where it is not `aws/secretsmanager`.
#[derive(Clone, Debug)]
pub(super) struct ManagedSecret {
    pub(super) key: Option<Ref<KeyArn>>,
}

impl Credentials {
    /// The name of a master user.
    pub const USERNAME: NameRule =
        NameRule::new("a master user's name has 1 to 16 letters, digits and `_`, a letter first", 1, 16)
            .letters()
            .digits()
            .also("_")
            .begins_with_letter();

    /// A password that changes when you say so:
    /// [`GeneratedSecretHandle::value`](crate::GeneratedSecretHandle::value). Containers can take the secret
    /// that holds it. See [`Credentials::USERNAME`].
    pub fn stored(username: impl Into<Text>, password: &StoredPassword) -> Self {
        let StoredPassword { text, rotation, length } = password.clone();
        Self { username: username.into(), password: MasterPassword::Stored { text, rotation, length } }
    }

    /// A password that RDS makes, keeps in a secret of its own and changes every seven days:
    /// [`AuroraClusterHandle::managed_secret`](crate::AuroraClusterHandle::managed_secret). It is for
    /// applications that read Secrets Manager whenever they connect; a container's environment does not take
    /// it.
    pub fn managed_by_rds(username: impl Into<Text>) -> Self {
        let secret = ManagedSecret { key: None };
        Self { username: username.into(), password: MasterPassword::ManagedByRds(secret) }
    }

    /// As [`Credentials::managed_by_rds`], with the secret encrypted with a key of your own.
    pub fn managed_by_rds_with_key(username: impl Into<Text>, key: &impl RefersTo<KeyArn>) -> Self {
        let secret = ManagedSecret { key: Some(key.reference()) };
        Self { username: username.into(), password: MasterPassword::ManagedByRds(secret) }
    }

    /// The secret, where RDS manages it.
    pub(super) fn managed_secret(&self) -> Option<&ManagedSecret> {
        match &self.password {
            MasterPassword::Stored { .. } => None,
            MasterPassword::ManagedByRds(secret) => Some(secret),
        }
    }

    pub(super) fn check(&self, dialect: Dialect, body: &mut Body) {
        let reserved = self.username.as_literal().filter(|name| {
            let name = name.to_ascii_lowercase();
            name == "rdsadmin" || (name == "admin" && dialect == Dialect::Postgresql)
        });
        if let Some(name) = reserved {
            body.report(Problem::error(
                "reserved-name",
                format!("`master_username` is `{name}`, which RDS keeps for itself"),
                "choose another name, such as that of the application",
            ));
        }
        if let MasterPassword::Stored { length: Some(length @ 42..), .. } = &self.password {
            body.report(Problem::error(
                "password-too-long",
                format!("the password has {length} characters, but RDS accepts 41 at most"),
                "make it shorter: `Password::length(32)`",
            ));
        }
    }

    pub(super) fn write(&self, body: &mut Body) {
        body.name("master_username", &Self::USERNAME, &self.username);
        match &self.password {
            MasterPassword::Stored { text, rotation, .. } => {
                body.set("master_password_wo", text.clone());
                body.set("master_password_wo_version", rotation);
            }
            MasterPassword::ManagedByRds(ManagedSecret { key }) => {
                body.set("manage_master_user_password", true);
                if let Some(key) = key {
                    body.reference("master_user_secret_kms_key_id", key);
                }
            }
        }
    }
}
