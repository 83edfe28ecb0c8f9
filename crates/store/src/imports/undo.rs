use domain::ImportBatchId;
use sqlx::{PgConnection, Row as _};

use super::{
    dynamic::{name, statement},
    target::{Identity, Target},
};
use crate::Result;

/// What an undo did to one entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undone {
    /// Rows the batch had made, now gone.
    pub removed: i64,
    /// Rows the batch had changed, now as before.
    pub restored: i64,
    /// Rows left alone.
    pub left: Vec<Leftover>,
}

/// A row an undo left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// Entity.
    pub entity: &'static str,
    /// Which row.
    pub key: String,
    /// Why.
    pub reason: String,
}

/// Reverts what a batch did to one entity: rows it made go, rows it changed become what they were, rows that someone
/// touched since stay and are listed. Clients have rules of their own (`undo_clients`).
pub async fn undo_entity(
    connection: &mut PgConnection,
    target: &'static Target,
    fields: &[&str],
    batch: ImportBatchId,
) -> Result<Undone> {
    if target.identity == Identity::Feature {
        return undo_features(connection, target, batch).await;
    }
    let left = touched(connection, target, batch).await?;
    let restored = restore(connection, target, fields, batch).await?;
    let removed = remove(connection, target, batch, "").await?;
    Ok(Undone { removed, restored, left })
}

fn same_version(target: &Target) -> &'static str {
    if target.versioned { " and (p.version_after is null or p.version_after = t.version)" } else { "" }
}

/// Rows of the batch that were changed by someone else since.
pub(super) async fn touched(
    connection: &mut PgConnection,
    target: &'static Target,
    batch: ImportBatchId,
) -> Result<Vec<Leftover>> {
    let edited = if target.versioned { " or p.version_after <> t.version" } else { "" };
    let rows = statement(format!(
        "select {key} as key, t.import_batch_id::text as other
         from import_prior_row p join {table} t on {key} = p.row_key
         where p.batch_id = $1 and p.entity = $2 and (t.import_batch_id is distinct from $1{edited})
         union
         select {key}, q.batch_id::text
         from import_prior_row q join {table} t on {key} = q.row_key
         where q.entity = $2 and q.batch_id <> $1 and q.prior <> 'null'::jsonb
           and q.prior ->> 'import_batch_id' = $1::text and t.import_batch_id = q.batch_id
         order by 1",
        key = target.log_key(),
        table = target.table,
    ))
    .bind(batch.0)
    .bind(target.entity)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let other: Option<String> = row.try_get("other")?;
            let reason = match other.filter(|other| *other != batch.to_string()) {
                Some(other) => format!("changed by import {other} since"),
                None => "edited since".to_owned(),
            };
            Ok(Leftover { entity: target.entity, key: row.try_get("key")?, reason })
        })
        .collect()
}

pub(super) async fn restore(
    connection: &mut PgConnection,
    target: &Target,
    columns: &[&str],
    batch: ImportBatchId,
) -> Result<i64> {
    let mut sets: Vec<String> = columns.iter().map(|c| format!("{0} = r.{0}", name(c))).collect();
    sets.extend(["import_batch_id = r.import_batch_id".to_owned(), "content_hash = r.content_hash".to_owned()]);
    if target.versioned {
        sets.push("version = t.version + 1".to_owned());
    }
    let key: Vec<String> = target.primary_key().iter().map(|c| format!("t.{0} = o.{0}", name(c))).collect();
    // Columns the batch did not write are not in its log: they stay as they are.
    let restored = statement(format!(
        "update {table} t set {sets}
         from (
           select t.*, p.prior, p.version_after from import_prior_row p join {table} t on {log_key} = p.row_key
           where p.batch_id = $1 and p.entity = $2 and p.prior <> 'null'::jsonb
             and p.prior ->> 'import_batch_id' is distinct from $1::text and t.import_batch_id = $1{version}
         ) o, lateral jsonb_populate_record(null::{table}, to_jsonb(o) || o.prior) r
         where {key}",
        table = target.table,
        sets = sets.join(", "),
        log_key = target.log_key(),
        version = same_version(target),
        key = key.join(" and "),
    ))
    .bind(batch.0)
    .bind(target.entity)
    .execute(connection)
    .await?
    .rows_affected();
    Ok(i64::try_from(restored).unwrap_or(i64::MAX))
}

/// Removes the rows the batch made; `and_also` narrows it further, in SQL over alias `t`.
pub(super) async fn remove(
    connection: &mut PgConnection,
    target: &Target,
    batch: ImportBatchId,
    and_also: &str,
) -> Result<i64> {
    // What was there before the batch, or was edited after it, is in the log.
    let edited = if target.versioned { " or p.version_after <> t.version" } else { "" };
    let removed = statement(format!(
        "delete from {table} t
         where t.import_batch_id = $1 {and_also}
           and not exists (
             select from import_prior_row p
             where p.batch_id = $1 and p.entity = $2 and p.row_key = {key}
               and ((p.prior <> 'null'::jsonb and p.prior ->> 'import_batch_id' is distinct from $1::text){edited}))",
        table = target.table,
        key = target.log_key(),
    ))
    .bind(batch.0)
    .bind(target.entity)
    .execute(connection)
    .await?
    .rows_affected();
    Ok(i64::try_from(removed).unwrap_or(i64::MAX))
}

/// Features have no batch on their rows; what the batch added goes unless someone uses it.
async fn undo_features(connection: &mut PgConnection, target: &'static Target, batch: ImportBatchId) -> Result<Undone> {
    let removed = sqlx::query!(
        "delete from feature f using import_prior_row p
         where p.batch_id = $1 and p.entity = 'features' and p.prior = 'null'::jsonb and p.row_key = f.feature_key
           and not exists (select from client_feature_adoption a where a.feature_key = f.feature_key)
           and not exists (select from feature_usage_daily u where u.feature_key = f.feature_key)",
        batch.0
    )
    .execute(&mut *connection)
    .await?
    .rows_affected();
    let restored = sqlx::query!(
        "update feature f
         set name = r.name, module_key = r.module_key, module_name = r.module_name, expected_usage = r.expected_usage,
           expected_window_days = r.expected_window_days, usage_unit = r.usage_unit
         from import_prior_row p join feature g on g.feature_key = p.row_key,
           lateral jsonb_populate_record(null::feature, to_jsonb(g) || p.prior) r
         where p.batch_id = $1 and p.entity = 'features' and p.prior <> 'null'::jsonb and p.row_key = f.feature_key",
        batch.0
    )
    .execute(&mut *connection)
    .await?
    .rows_affected();
    let left = sqlx::query_scalar!(
        "select f.feature_key from feature f join import_prior_row p on p.row_key = f.feature_key
         where p.batch_id = $1 and p.entity = 'features' and p.prior = 'null'::jsonb order by 1",
        batch.0
    )
    .fetch_all(connection)
    .await?;
    let left =
        left.into_iter().map(|key| Leftover { entity: target.entity, key, reason: "in use".to_owned() }).collect();
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(Undone { removed: count(removed), restored: count(restored), left })
}
