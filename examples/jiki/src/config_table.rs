//! The table that the `jiki-config` gem reads.

use terrane::prelude::*;

use crate::data::Data;
use crate::edge::Edge;
use crate::settings::{Origin, Settings};

pub(crate) fn declare(
    stack: &mut Stack,
    settings: &Settings,
    data: &Data,
    edge: &Edge,
    key: &KeyHandle,
) -> TableHandle {
    let id = || KeyAttribute::string("id");
    let table = if settings.config_table == Origin::LookedUp {
        TableLookup::new(settings.table, id()).encrypted_with(key).declare(stack, "config")
    } else {
        let is_adopted = settings.config_table == Origin::Adopted(());
        Table::new(settings.table, id())
            .provisioned(TableCapacity { read_units: 1, write_units: 1 })
            .deletion_protection(settings.protected)
            .encrypted_with(key)
            .tag("Name", settings.table)
            .amend(|it| it.skip_checkov("CKV2_AWS_16", "read when a process starts: one unit is enough"))
            .amend(|it| if settings.protected { it.prevent_destroy() } else { it })
            .amend(|it| if is_adopted { it.import(settings.table) } else { it })
            .declare(stack, "config")
    };
    for (name, value) in items(stack, settings, data, edge) {
        TableItem::new(&table, name, Attributes::new().set("value", value)).declare(stack, name);
    }
    table
}

fn items(stack: &mut Stack, settings: &Settings, data: &Data, edge: &Edge) -> Vec<(&'static str, Text)> {
    let endpoint = data.database.endpoint();
    // No default: a placeholder must not reach production.
    let mut stripe = |name: &'static str, example: &'static str, what: &str| {
        stack.variable(
            Variable::text(name, example).description(format!("Stripe's {what} of this environment.")),
        )
    };
    let publishable_key = stripe("stripe_publishable_key", "pk_test_example", "publishable key");
    let premium_price = stripe("stripe_premium_price_id", "price_premium_example", "id of the premium price");
    let max_price = stripe("stripe_max_price_id", "price_max_example", "id of the max price");
    vec![
        ("frontend_base_url", settings.site("").into()),
        ("admin_base_url", settings.site("admin").into()),
        ("spi_base_url", settings.site("spi").into()),
        ("llm_proxy_url", format!("{}/exec", settings.site("llm")).into()),
        ("aurora_endpoint", Text::from(&endpoint.host)),
        ("aurora_port", endpoint.port.into()),
        ("aurora_database_name", settings.database_name().into()),
        ("r2_account_id", Text::from_expr(edge.zone.node().expression("account.id"))),
        ("r2_bucket_assets", "assets".into()),
        ("assets_cdn_url", settings.site("assets").into()),
        ("s3_bucket_video_production", settings.name("video-production").into()),
        ("stripe_publishable_key", publishable_key),
        ("stripe_premium_price_id", premium_price),
        ("stripe_max_price_id", max_price),
    ]
}
