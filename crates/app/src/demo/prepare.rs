use chrono::{Duration, NaiveDate};
use demo::{FEATURES, Parameters, plans, product_id};
use rust_decimal::Decimal;
use store::{
    PgConnection,
    demo::{DAILY_TABLES, FeatureRow, PlanRow},
};

use crate::Result;

/// What the rows refer to: features, plans, and the partitions they fall into.
pub(super) async fn prepare(connection: &mut PgConnection, parameters: &Parameters, from: NaiveDate) -> Result<()> {
    let features: Vec<FeatureRow> = FEATURES
        .iter()
        .map(|feature| FeatureRow {
            feature_key: feature.key,
            name: feature.name,
            module_key: feature.module_key,
            module_name: feature.module_name,
            expected_usage: feature.expected_usage.map(Decimal::from),
            expected_window_days: feature.window_days,
            usage_unit: feature.unit,
        })
        .collect();
    store::demo::put_features(connection, &features).await?;
    let plans: Vec<PlanRow> = plans()
        .into_iter()
        .map(|plan| PlanRow {
            id: plan.id,
            name: plan.name,
            tier: plan.tier.as_str(),
            seat_price: Decimal::from(plan.seat_price),
        })
        .collect();
    store::demo::put_plans(connection, product_id(), &plans).await?;
    for (table, days) in DAILY_TABLES {
        let first = days.map_or(from, |days| from.max(parameters.as_of - Duration::days(days - 1)));
        store::partitions::ensure(connection, table, first, parameters.as_of, false).await?;
    }
    Ok(())
}
