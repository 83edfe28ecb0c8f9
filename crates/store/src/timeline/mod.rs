//! Everything that happened with a client, in one stream, newest first.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{Scope, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, search::like_pattern};

/// Points between two scored days from which on a move is worth telling, were the band to stay.
const NOTABLE_POINTS: i16 = 5;

/// Which entries, and which part of the stream.
#[derive(Debug, Clone)]
pub struct TimelineFilter {
    /// Only these kinds; empty means any.
    pub kinds: Vec<String>,
    /// Part of the title or the text.
    pub search: Option<String>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day, for entries of which only the day is known.
    pub to: Option<NaiveDate>,
    /// The IANA name of the time zone in which an instant has its day.
    pub timezone: String,
    /// Entries come strictly after this place of the stream: an instant and the key of an entry.
    pub after: (DateTime<Utc>, String),
    pub limit: i64,
}

/// An entry. Its facts are an object whose fields depend on the kind.
#[derive(Debug, Clone)]
pub struct TimelineRow {
    pub key: String,
    pub kind: String,
    pub at: DateTime<Utc>,
    /// Whether only the day is known.
    pub is_day: bool,
    pub title: String,
    pub detail: Option<String>,
    pub by_id: Option<Uuid>,
    pub by_name: Option<String>,
    pub entity_id: Option<Uuid>,
    pub facts: serde_json::Value,
}

/// The entries after a place of the stream that `reader` may see. Each source is walked from there along its index and
/// gives at most a page, so that a long history costs no more than a short one; only changes of the score are found by
/// reading one narrow row per day, for at most as long as those are kept.
pub async fn timeline(
    connection: &mut PgConnection,
    scope: &Scope,
    reader: StaffId,
    client: Uuid,
    filter: &TimelineFilter,
) -> Result<Vec<TimelineRow>> {
    let pattern = filter.search.as_deref().map(like_pattern);
    let (at, key) = &filter.after;
    let rows = sqlx::query_file_as!(
        TimelineRow,
        "src/timeline/timeline.sql",
        client,
        scope.csm(),
        scope.account_executive(),
        reader.0,
        &filter.kinds,
        pattern,
        at,
        key,
        filter.from,
        filter.limit,
        NOTABLE_POINTS,
        filter.to,
        filter.timezone
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
