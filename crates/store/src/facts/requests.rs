use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Notes that the inputs of these clients changed.
pub async fn request_recalculation(
    connection: &mut PgConnection,
    clients: &[Uuid],
    reason: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into recalculation_request (client_id, requested_at, reason)
         select id, $3, $2 from unnest($1::uuid[]) as t(id)
         on conflict on constraint recalculation_request_pkey
         do update set requested_at = excluded.requested_at, reason = excluded.reason",
        clients,
        reason,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Clients waiting for a computation, longest first, with the time they asked at.
pub async fn requested_clients(connection: &mut PgConnection, limit: i64) -> Result<Vec<(Uuid, DateTime<Utc>)>> {
    let rows = sqlx::query!(
        "select client_id, requested_at from recalculation_request order by requested_at, client_id limit $1",
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.client_id, row.requested_at)).collect())
}

/// Strikes off the requests that were answered: those that are no newer than when their facts were read.
pub async fn clear_requests(connection: &mut PgConnection, clients: &[Uuid], read_at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "delete from recalculation_request where client_id = any($1) and requested_at <= $2",
        clients,
        read_at
    )
    .execute(connection)
    .await?;
    Ok(())
}
