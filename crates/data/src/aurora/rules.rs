//! The names of a cluster, and what it is checked for beside what each of its parts checks.

use terrane_core::{Body, NameRule, Problem, Seconds, Stack};

use super::AuroraCluster;
use super::engine::Dialect;
use super::parameter_group::Known;
use crate::names::words_with_dashes;

impl AuroraCluster {
    /// The identifier of a cluster. Its instances add `-instance-1` to it, and have the same limit.
    pub const IDENTIFIER: NameRule = words_with_dashes(
        "an Aurora identifier has 1 to 63 lower-case letters, digits and `-`, a letter first, no `--`, \
         no `-` at the end",
        63,
    )
    .lower();

    /// The name of the last snapshot.
    pub const FINAL_SNAPSHOT: NameRule = words_with_dashes(
        "a snapshot's name has 1 to 255 letters, digits and `-`, a letter first, no `--`, no `-` at the end",
        255,
    )
    .letters();

    /// The name of a cluster's database.
    pub const DATABASE_NAME: NameRule = NameRule::new(
        "a database's name has 1 to 64 letters, digits and `_` (63 for PostgreSQL), a letter first",
        1,
        64,
    )
    .letters()
    .digits()
    .also("_")
    .begins_with_letter();
}

impl<C> AuroraCluster<C> {
    /// `groups` are those that the cluster is given; one from outside of the stack is `None`.
    pub(super) fn check(&self, stack: &Stack, groups: &[Option<Known>], body: &mut Body) {
        self.engine.check(body);
        body.check_range("instances", self.instances, 1..=16);
        self.check_database_name(body);
        self.credentials.check(self.engine.dialect, body);
        for group in groups.iter().flatten() {
            group.check_family(self.engine.family(), body);
        }
        self.check_backtrack(body);
        self.windows.check(&self.engine, body);
        self.check_logs(stack, body);
        self.insights.check(body);
        self.check_serverless(body);
        self.capacity.check(body);
        if self.capacity.pauses() && groups.iter().flatten().any(|group| group.logical_replication) {
            body.report(Problem::error(
                "never-pauses",
                "the minimum is 0 ACU, but logical replication keeps the cluster awake",
                "turn `rds.logical_replication` off, or choose a minimum above 0",
            ));
        }
    }

    /// MySQL's names may be one character longer than PostgreSQL's.
    fn check_database_name(&self, body: &mut Body) {
        if let Some(name) = &self.database_name
            && self.engine.dialect == Dialect::Postgresql
            && name.as_literal().is_some_and(|name| name.len() == 64)
        {
            let longest = NameRule::new(AuroraCluster::DATABASE_NAME.message(), 1, 63).anything();
            body.check_name("database_name", &longest, name);
        }
    }

    fn check_backtrack(&self, body: &mut Body) {
        if let Some(Seconds(1..)) = self.backtrack
            && self.engine.dialect == Dialect::Postgresql
        {
            body.report(Problem::error(
                "backtrack-not-of-engine",
                "only Aurora MySQL can be turned back in place",
                "remove `.backtrack(…)`: PostgreSQL is restored to a point in time instead, \
                 as another cluster",
            ));
        }
    }

    fn check_logs(&self, stack: &Stack, body: &mut Body) {
        let dialect = self.engine.dialect;
        for (log, group) in &self.logs {
            let name = log.name();
            if !log.is_of(dialect) {
                body.report(Problem::error(
                    "log-not-of-engine",
                    format!("{} has no log `{name}`", dialect.name()),
                    match dialect {
                        Dialect::Postgresql => "export `AuroraLog::Postgresql`",
                        Dialect::Mysql => "export `AuroraLog::Audit`, `Error`, `General` or `SlowQuery`",
                    },
                ));
            }
            if let (Some(group), Some(cluster)) = (stack.known_text(group), self.identifier.as_literal()) {
                let written = format!("/aws/rds/cluster/{cluster}/{name}");
                if group != written {
                    body.report(Problem::error(
                        "log-group-of-other-name",
                        format!("the log `{name}` goes to `{written}`, not to `{group}`"),
                        format!("declare and pass the log group `{written}`"),
                    ));
                }
            }
        }
    }

    /// Reports what a serverless cluster of this version cannot do.
    fn check_serverless(&self, body: &mut Body) {
        let Some(range) = self.capacity.range() else { return };
        let engine = &self.engine;
        let (Some(release), Some(version)) = (engine.release(), engine.version.as_literal()) else { return };
        let (serverless, large, pausing) = match engine.dialect {
            Dialect::Postgresql => (
                "13.6, 14.3, 15.2 and 16.1",
                "13.13, 14.10, 15.5 and 16.1",
                "13.15, 14.12, 15.7, 16.3 and every later major version",
            ),
            Dialect::Mysql => ("3.02.0", "3.06.0", "3.08.0"),
        };
        if !release.is_at_least(&[(13, 6), (14, 3), (15, 2), (16, 1)], (3, 2)) {
            body.report(Problem::error(
                "serverless-not-on-version",
                format!(
                    "version {version} does not run on Serverless v2; the first that do are {serverless}"
                ),
                "choose a later version, or `AuroraCluster::provisioned`",
            ));
            return;
        }
        if range.max_halves() > 256 && !release.is_at_least(&[(13, 13), (14, 10), (15, 5), (16, 1)], (3, 6)) {
            body.report(Problem::error(
                "acu-above-version",
                format!("version {version} scales to 128 ACUs; the first that reach 256 are {large}"),
                "choose a later version, or a maximum of 128 ACUs",
            ));
        }
        if range.pauses() && !release.is_at_least(&[(13, 15), (14, 12), (15, 7), (16, 3)], (3, 8)) {
            body.report(Problem::error(
                "pause-not-on-version",
                format!(
                    "version {version} cannot pause, so its minimum is 0.5 ACU; \
                     the first that can are {pausing}"
                ),
                "choose a later version, or a minimum of 0.5 ACU",
            ));
        }
    }
}
