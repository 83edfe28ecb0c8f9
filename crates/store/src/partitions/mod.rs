//! Monthly partitions: made on demand, dropped by age.

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::Result;

/// Tables partitioned by month, with the months their data are kept.
pub const PARTITIONED_TABLES: &[(&str, u32)] = &[
    ("audit_log", 84),
    ("usage_user_daily", 13),
    ("client_usage_metric", 36),
    ("feature_usage_daily", 36),
    ("client_activity", 84),
    ("client_health_score", 36),
    ("client_daily_state", 36),
    ("churn_prediction", 36),
];

/// Makes the partitions of a table for every month between two dates; returns how many are new. Until the transaction
/// ends, nobody writes the tables which this one refers to by foreign key.
pub async fn ensure(
    connection: &mut PgConnection,
    table: &str,
    from: NaiveDate,
    to: NaiveDate,
    pinned: bool,
) -> Result<i32> {
    let made = sqlx::query_scalar!("select ensure_month_partitions($1, $2, $3, $4)", table, from, to, pinned)
        .fetch_one(connection)
        .await?;
    Ok(made.unwrap_or(0))
}

/// Makes the partitions of every table for the month of `today` and the two after it.
pub async fn ensure_ahead(connection: &mut PgConnection, today: NaiveDate) -> Result<()> {
    let until = today + chrono::Months::new(2);
    for (table, _) in PARTITIONED_TABLES {
        ensure(connection, table, today, until, false).await?;
    }
    Ok(())
}

/// Partitions wholly older than their table's retention, which nobody pinned.
pub async fn expired(connection: &mut PgConnection, today: NaiveDate) -> Result<Vec<(String, String, NaiveDate)>> {
    let tables: Vec<String> = PARTITIONED_TABLES.iter().map(|(table, _)| (*table).to_owned()).collect();
    let oldest: Vec<NaiveDate> =
        PARTITIONED_TABLES.iter().map(|(_, months)| today - chrono::Months::new(*months)).collect();
    let rows = sqlx::query!(
        "select p.parent_table, p.partition_table, p.month
         from data_partition p
         join unnest($1::text[], $2::date[]) as k(parent_table, oldest) on k.parent_table = p.parent_table
         where not p.pinned and (p.month + interval '1 month')::date <= k.oldest
         order by p.parent_table, p.month",
        &tables,
        &oldest,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.parent_table, row.partition_table, row.month)).collect())
}

/// Drops one expired partition.
pub async fn drop_partition(
    connection: &mut PgConnection,
    table: &str,
    partition: &str,
    month: NaiveDate,
) -> Result<()> {
    // The name comes from data_partition, which only ensure_month_partitions writes.
    let quoted = partition.replace('"', "\"\"");
    sqlx::query(sqlx::AssertSqlSafe(format!("drop table if exists \"{quoted}\""))).execute(&mut *connection).await?;
    sqlx::query!("delete from data_partition where parent_table = $1 and month = $2", table, month)
        .execute(connection)
        .await?;
    Ok(())
}
