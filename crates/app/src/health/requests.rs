use chrono::{DateTime, Utc};
use store::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Asks for a client to be computed again, in the transaction of the write that makes it necessary.
pub(crate) async fn request_recomputation(
    connection: &mut PgConnection,
    client: Uuid,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    store::facts::request_recalculation(connection, &[client], reason, now).await?;
    store::jobs::enqueue(connection, &store::jobs::RecomputeRequested {}).await?;
    Ok(())
}
