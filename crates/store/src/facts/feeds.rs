use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use crate::Result;

/// A connected source.
#[derive(Debug)]
pub struct FeedRow {
    pub feed: String,
    pub mode: String,
    /// The first day the source speaks for: when it was connected, or earlier if it brought older facts.
    pub connected_on: NaiveDate,
    pub last_success_at: Option<DateTime<Utc>>,
    pub covers_until: Option<NaiveDate>,
}

/// Every connected source.
pub async fn feeds(connection: &mut PgConnection) -> Result<Vec<FeedRow>> {
    let rows =
        sqlx::query_as!(
        FeedRow,
        r#"select feed, mode, least((connected_at at time zone 'UTC')::date, covers_from) as "connected_on!", last_success_at,
             covers_until
           from data_feed"#
    )
            .fetch_all(connection)
            .await?;
    Ok(rows)
}
