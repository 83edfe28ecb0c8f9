use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// What the demo portfolio follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortfolioRow {
    pub seed: i64,
    pub clients: i32,
    pub first_day: NaiveDate,
    pub origin: NaiveDate,
    pub as_of: NaiveDate,
    pub scored_until: Option<NaiveDate>,
}

/// Waits until nobody else writes demo data, and keeps others out until the transaction ends.
pub async fn lock(connection: &mut PgConnection) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('demo_portfolio', 0))").execute(connection).await?;
    Ok(())
}

/// The demo portfolio of this database, if it has one.
pub async fn portfolio(connection: &mut PgConnection) -> Result<Option<PortfolioRow>> {
    let row = sqlx::query_as!(
        PortfolioRow,
        "select seed, clients, first_day, origin, as_of, scored_until from demo_portfolio"
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// Notes what was written.
pub async fn put_portfolio(connection: &mut PgConnection, row: &PortfolioRow) -> Result<()> {
    sqlx::query!(
        "insert into demo_portfolio (seed, clients, first_day, origin, as_of, scored_until)
         values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint demo_portfolio_pkey
         do update set seed = excluded.seed, clients = excluded.clients, first_day = excluded.first_day,
           origin = excluded.origin, as_of = excluded.as_of, scored_until = excluded.scored_until",
        row.seed,
        row.clients,
        row.first_day,
        row.origin,
        row.as_of,
        row.scored_until
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes the last day with scores.
pub async fn mark_scored(connection: &mut PgConnection, until: NaiveDate) -> Result<()> {
    sqlx::query!("update demo_portfolio set scored_until = $1 where as_of >= $1", until).execute(connection).await?;
    Ok(())
}

/// Whether there are clients that are not invented.
pub async fn has_other_clients(connection: &mut PgConnection) -> Result<bool> {
    let found = sqlx::query_scalar!(r#"select exists (select from client where not is_demo) as "found!""#)
        .fetch_one(connection)
        .await?;
    Ok(found)
}

/// The demo clients.
pub async fn client_ids(connection: &mut PgConnection) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!("select id from client where is_demo order by id").fetch_all(connection).await?)
}
