use sqlx::PgConnection;

use super::tables::known;
use crate::{Result, copy::CopyIn};

/// Tables with rows per day, with the days back from the last one that the demo portfolio fills.
pub const DAILY_TABLES: [(&str, Option<i64>); 4] = [
    ("client_usage_metric", None),
    ("feature_usage_daily", None),
    ("client_activity", None),
    ("usage_user_daily", Some(120)),
];

/// Rows of one table, as COPY reads them.
#[derive(Debug)]
pub struct Rows<'a> {
    pub table: &'a str,
    pub columns: &'a [&'a str],
    pub text: &'a str,
}

/// Writes rows into their table. Returns how many.
pub async fn copy_rows(connection: &mut PgConnection, rows: &Rows<'_>) -> Result<u64> {
    let table = known(rows.table)?;
    let mut copy = CopyIn::start(connection, &format!("{} ({})", table.name, rows.columns.join(", "))).await?;
    copy.rows(rows.text).await?;
    copy.finish().await
}

/// Lets the planner know what was written, within the transaction of the caller. The keys of a small sample do: they
/// are there for the first queries, and autovacuum looks closer.
pub async fn analyze(connection: &mut PgConnection) -> Result<()> {
    sqlx::query!("set local default_statistics_target = 10").execute(&mut *connection).await?;
    for table in super::tables::TABLES {
        sqlx::query(sqlx::AssertSqlSafe(format!("analyze {} ({})", table.name, table.key.join(", "))))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
