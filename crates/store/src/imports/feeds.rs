use chrono::{DateTime, NaiveDate, Utc};
use domain::ImportBatchId;
use sqlx::PgConnection;

use super::{dynamic::statement, stage::Stage};
use crate::Result;

/// Feeds that have something to say on every day: they speak until the day of their last row. On a day without any
/// ticket, invoice or answer nothing happened: files of those speak until the day the data describe.
const DAILY: [&str; 2] = ["USAGE", "FEATURE_USAGE"];

/// Marks the feed of a stage as connected, with the last day it covers. A feed that keeps coming stays one. What it
/// was before goes into the log of the batch.
pub async fn connect_feeds(
    connection: &mut PgConnection,
    stage: &Stage,
    batch: ImportBatchId,
    as_of: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(feed) = stage.target.feed else { return Ok(()) };
    let (first_day, last_day) = match stage.target.happened {
        Some(column) => (format!("min(s.\"{column}\")::date"), format!("max(s.\"{column}\")::date")),
        None => ("null::date".to_owned(), "null::date".to_owned()),
    };
    sqlx::query!(
        "insert into import_prior_row (batch_id, entity, row_key, prior)
         select $1, 'data_feed', $2, coalesce((select to_jsonb(f) from data_feed f where f.feed = $2), 'null'::jsonb)
         on conflict on constraint import_prior_row_pkey do nothing",
        batch.0,
        feed
    )
    .execute(&mut *connection)
    .await?;
    statement(format!(
        "insert into data_feed (feed, mode, connected_at, last_success_at, covers_from, covers_until)
         select $1, 'IMPORT', $2, $2, {first_day}, greatest({last_day}, $3)
         from {} v join {} s on s.line = v.line
         where v.verdict in ('CREATE', 'UPDATE', 'UNCHANGED')
         having count(*) > 0
         on conflict on constraint data_feed_pkey do update
         set last_success_at = excluded.last_success_at, last_error_at = null, last_error = null,
           covers_from = least(data_feed.covers_from, excluded.covers_from),
           covers_until = greatest(data_feed.covers_until, excluded.covers_until)",
        stage.verdicts(),
        stage.rows()
    ))
    .bind(feed)
    .bind(now)
    .bind((!DAILY.contains(&feed)).then_some(as_of))
    .execute(connection)
    .await?;
    Ok(())
}

/// Puts the feeds a batch touched back, unless something has come over them since.
pub async fn disconnect_feeds(connection: &mut PgConnection, batch: ImportBatchId) -> Result<()> {
    sqlx::query!(
        "delete from data_feed f using import_prior_row p, import_batch b
         where p.batch_id = $1 and p.entity = 'data_feed' and p.row_key = f.feed and p.prior = 'null'::jsonb
           and b.id = $1 and f.last_success_at <= b.finished_at",
        batch.0
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "update data_feed f
         set mode = r.mode, connected_at = r.connected_at, last_success_at = r.last_success_at,
           covers_from = r.covers_from, covers_until = r.covers_until
         from import_prior_row p, import_batch b, lateral jsonb_populate_record(null::data_feed, p.prior) r
         where p.batch_id = $1 and p.entity = 'data_feed' and p.row_key = f.feed and p.prior <> 'null'::jsonb
           and b.id = $1 and f.last_success_at <= b.finished_at",
        batch.0
    )
    .execute(connection)
    .await?;
    Ok(())
}
