use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use crate::Result;

/// A connected source.
#[derive(Debug)]
pub struct FeedRow {
    pub feed: String,
    pub mode: String,
    pub connected_at: DateTime<Utc>,
    pub last_success_at: Option<DateTime<Utc>>,
    pub covers_until: Option<NaiveDate>,
}

/// Every connected source.
pub async fn feeds(connection: &mut PgConnection) -> Result<Vec<FeedRow>> {
    let rows =
        sqlx::query_as!(FeedRow, "select feed, mode, connected_at, last_success_at, covers_until from data_feed")
            .fetch_all(connection)
            .await?;
    Ok(rows)
}
