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

/// Clients waiting for a computation, longest first.
pub async fn requested_clients(connection: &mut PgConnection, limit: i64) -> Result<Vec<Uuid>> {
    let clients = sqlx::query_scalar!(
        "select client_id from recalculation_request order by requested_at, client_id limit $1",
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(clients)
}

/// Takes the requests of these clients off the list, and returns those that had one. Done before the facts are read: a
/// request that comes later stays, so no change is missed; if the transaction fails, none is lost.
pub async fn take_requests(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<Uuid>> {
    let taken =
        sqlx::query_scalar!("delete from recalculation_request where client_id = any($1) returning client_id", clients)
            .fetch_all(connection)
            .await?;
    Ok(taken)
}

/// Holds these clients until the transaction ends: two computations of one client must not overlap. Always before their
/// requests are touched, so that two of them cannot wait for each other.
pub async fn lock_clients(connection: &mut PgConnection, clients: &[Uuid]) -> Result<()> {
    sqlx::query!("select id from client where id = any($1) order by id for no key update", clients)
        .fetch_all(connection)
        .await?;
    Ok(())
}

/// Holds those of these clients that nobody else holds, and returns them.
pub async fn lock_free_clients(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<Uuid>> {
    let locked = sqlx::query_scalar!(
        "select id from client where id = any($1) order by id for no key update skip locked",
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(locked)
}
