use sqlx::{AssertSqlSafe, PgConnection, postgres::PgArguments, query::Query};

use crate::Result;

/// A statement put together from our own names. Values are bound, never spelled out in it.
pub(super) fn statement(sql: String) -> Query<'static, sqlx::Postgres, PgArguments> {
    sqlx::query(AssertSqlSafe(sql))
}

/// Runs a statement without values; returns how many rows it touched.
pub(super) async fn run(connection: &mut PgConnection, sql: String) -> Result<u64> {
    Ok(statement(sql).execute(connection).await?.rows_affected())
}

/// A name in double quotes.
pub(super) fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
