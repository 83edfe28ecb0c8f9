//! Whether days of some clients are stored at all.
//!
//! A first load writes many batches into tables without statistics, where a delete that finds nothing reads all that the
//! batches before it wrote. These questions are asked in the order of the primary key, client by client, so that they
//! are answered from its index whatever the statistics say.

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Whether any of these clients has a score between two days.
pub(super) async fn has_scores(
    connection: &mut PgConnection,
    clients: &[Uuid],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (
             select from unnest($1::uuid[]) as k(client_id)
             cross join lateral (
               select from client_health_score s where s.client_id = k.client_id and s.date between $2 and $3
               order by s.client_id, s.date limit 1
             ) as stored
           ) as "found!""#,
        clients,
        from,
        to
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}

/// Whether any of these clients has a daily state between two days.
pub(super) async fn has_daily_states(
    connection: &mut PgConnection,
    clients: &[Uuid],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (
             select from unnest($1::uuid[]) as k(client_id)
             cross join lateral (
               select from client_daily_state s where s.client_id = k.client_id and s.date between $2 and $3
               order by s.client_id, s.date limit 1
             ) as stored
           ) as "found!""#,
        clients,
        from,
        to
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}

/// Whether any of these clients has a churn probability between two days.
pub(super) async fn has_predictions(
    connection: &mut PgConnection,
    clients: &[Uuid],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (
             select from unnest($1::uuid[]) as k(client_id)
             cross join lateral (
               select from churn_prediction p where p.client_id = k.client_id and p.as_of between $2 and $3
               order by p.client_id, p.as_of limit 1
             ) as stored
           ) as "found!""#,
        clients,
        from,
        to
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}
