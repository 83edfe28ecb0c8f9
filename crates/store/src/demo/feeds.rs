use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use crate::Result;

/// Every source; the demo portfolio has data from all of them.
pub const FEEDS: [&str; 7] = ["USAGE", "FEATURE_USAGE", "SUPPORT", "SURVEY", "BILLING", "CRM", "OUTCOME"];

/// Marks every source as connected and just read. A source that was imported once stays one.
pub async fn keep_feeds_fresh(
    connection: &mut PgConnection,
    from: NaiveDate,
    until: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    let feeds = FEEDS.map(str::to_owned);
    sqlx::query!(
        "insert into data_feed (feed, mode, connected_at, last_success_at, covers_from, covers_until)
         select feed, 'CONTINUOUS', $4, $4, $2, $3
         from unnest($1::text[]) as t(feed)
         on conflict on constraint data_feed_pkey
         do update set last_success_at = excluded.last_success_at,
           covers_from = least(data_feed.covers_from, excluded.covers_from),
           covers_until = greatest(data_feed.covers_until, excluded.covers_until)
         where data_feed.mode = 'CONTINUOUS'",
        &feeds,
        from,
        until,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}
