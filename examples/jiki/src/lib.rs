//! The production stack of the Jiki API, composed from Terrane's layers.
//!
//! Each module declares what belongs to one layer and returns the handles that later ones need: read
//! [`stack`] to see what composes with what.
//!
//! ```
//! let terraform = jiki::stack(&jiki::Settings::production()).finish()?;
//! assert!(
//!     terraform
//!         .file("compute.tf")
//!         .is_some_and(|text| text.contains("resource \"aws_ecs_service\" \"web\""))
//! );
//! # Ok::<(), terrane::core::Problems>(())
//! ```

mod alarms;
mod config_table;
mod containers;
mod data;
mod edge;
mod identity;
mod logs;
mod network;
mod outputs;
mod services;
mod settings;

pub use settings::{NetworkIds, Origin, Settings};

use terrane::prelude::*;

/// The whole stack of one environment.
pub fn stack(settings: &Settings) -> Stack {
    let mut stack = Stack::new(settings.stack_name());
    stack.backend(S3Backend::new("jiki-terraform", &settings.region, settings.state_key()));
    stack.provider(AwsProvider::new(&settings.region).default_tags([
        ("Project", "jiki"),
        ("Environment", settings.environment),
        ("ManagedBy", "terraform"),
    ]));
    stack.provider(Provider::new(&CLOUDFLARE));

    let key = Key::new(format!("Encrypts what {} stores", settings.stack_name()))
        .alias(settings.stack_name())
        .allow_logs(&settings.region)
        .allow_cloudwatch_alarms()
        .declare(&mut stack, "main");
    let logs = logs::declare(&mut stack, settings, &key);
    let network = network::declare(&mut stack, settings, &logs);
    let data = data::declare(&mut stack, settings, &network, &logs, &key);
    let edge = edge::declare(&mut stack, settings, &network);
    let table = config_table::declare(&mut stack, settings, &data, &edge, &key);
    let roles = identity::declare(&mut stack, settings, &data, &table);
    let services = services::declare(
        &mut stack,
        settings,
        &services::Needs {
            network: &network,
            logs: &logs,
            data: &data,
            table: &table,
            edge: &edge,
            roles: &roles,
            key: &key,
        },
    );
    alarms::declare(&mut stack, settings, &data, &edge, &services, &key);
    outputs::declare(&mut stack, &data, &edge, &services);
    stack
}
