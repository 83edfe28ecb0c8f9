//! Connected sources: they decide whether a missing fact means zero or unknown.

use chrono::{DateTime, Duration, Utc};
use domain::import::DataFeed;
use sqlx::PgPool;

/// Connects every source since the beginning of 2025; the last delivery was an hour ago.
pub async fn connect_all(pool: &PgPool, now: DateTime<Utc>) {
    for feed in DataFeed::ALL {
        connect(pool, *feed, now - Duration::hours(1)).await;
    }
}

/// Connects one source, or notes its newest delivery.
pub async fn connect(pool: &PgPool, feed: DataFeed, last_success_at: DateTime<Utc>) {
    sqlx::query(
        "insert into data_feed (feed, mode, connected_at, last_success_at)
         values ($1, 'CONTINUOUS', timestamptz '2025-01-01 00:00Z', $2)
         on conflict on constraint data_feed_pkey do update set last_success_at = excluded.last_success_at",
    )
    .bind(feed.as_str())
    .bind(last_success_at)
    .execute(pool)
    .await
    .unwrap_or_else(|error| panic!("{feed}: {error}"));
}
