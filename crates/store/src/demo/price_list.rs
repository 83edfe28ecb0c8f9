use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A feature of the catalogue.
#[derive(Debug)]
pub struct FeatureRow {
    pub feature_key: &'static str,
    pub name: &'static str,
    pub module_key: &'static str,
    pub module_name: &'static str,
    pub expected_usage: Option<Decimal>,
    pub expected_window_days: i32,
    pub usage_unit: &'static str,
}

/// Adds the features that are not there yet; those of an import stay as they are.
pub async fn put_features(connection: &mut PgConnection, features: &[FeatureRow]) -> Result<()> {
    for row in features {
        sqlx::query!(
            "insert into feature (feature_key, name, module_key, module_name, expected_usage, expected_window_days, usage_unit)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict on constraint feature_pkey do nothing",
            row.feature_key,
            row.name,
            row.module_key,
            row.module_name,
            row.expected_usage,
            row.expected_window_days,
            row.usage_unit
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// A plan of the price list.
#[derive(Debug)]
pub struct PlanRow {
    pub id: Uuid,
    pub name: &'static str,
    pub tier: &'static str,
    pub seat_price: Decimal,
}

/// Adds the product and its plans.
pub async fn put_plans(connection: &mut PgConnection, product: Uuid, plans: &[PlanRow]) -> Result<()> {
    sqlx::query!(
        "insert into product (id, external_id, name) values ($1, 'demo-platform', 'Platform')
         on conflict on constraint product_pkey do nothing",
        product
    )
    .execute(&mut *connection)
    .await?;
    for row in plans {
        sqlx::query!(
            "insert into plan (id, external_id, name, product_id, tier, seat_price)
             values ($1, 'demo-' || lower($2), $2, $3, $4, $5)
             on conflict on constraint plan_pkey do nothing",
            row.id,
            row.name,
            product,
            row.tier,
            row.seat_price
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
