//! Rows that the engine writes every day, written by hand where a test needs a past it can count on.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgPool;

use super::noon;

/// The figure of a scope on a day; `scope` is `ALL` and an empty id, `CSM` and an id, or `AE` and an id.
pub async fn metric_snapshot(pool: &PgPool, metric: &str, scope: (&str, &str), day: NaiveDate, value: Decimal) {
    sqlx::query(
        "insert into metric_snapshot (metric, scope_kind, scope_id, as_of, value, computed_at) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(metric)
    .bind(scope.0)
    .bind(scope.1)
    .bind(day)
    .bind(value)
    .bind(noon(day))
    .execute(pool)
    .await
    .unwrap_or_else(|error| panic!("{metric}: {error}"));
}

/// Makes the months of a partitioned table that hold these days.
pub async fn partitions(pool: &PgPool, table: &str, from: NaiveDate, to: NaiveDate) {
    sqlx::query("select ensure_month_partitions($1, $2, $3)")
        .bind(table)
        .bind(from)
        .bind(to)
        .execute(pool)
        .await
        .unwrap_or_else(|error| panic!("{table}: {error}"));
}
