use chrono::NaiveDate;
use domain::ImportBatchId;
use sqlx::PgConnection;

use super::{
    dynamic::{name, statement},
    stage::Stage,
    target::{Identity, Target},
};
use crate::Result;

/// Writes what a stage brought: what stood there before goes into the log of the batch, then changed rows are
/// updated and new ones inserted. User rows older than `users_from` are left to the roll-up.
pub async fn apply(
    connection: &mut PgConnection,
    stage: &Stage,
    batch: ImportBatchId,
    users_from: Option<NaiveDate>,
) -> Result<()> {
    log_prior(connection, stage, batch).await?;
    if stage.target.edited_by_people {
        log_made(connection, stage, batch).await?;
    }
    update(connection, stage, batch, users_from).await?;
    insert(connection, stage, batch, users_from).await
}

/// What an update may overwrite: column -> value in SQL.
fn assignments(stage: &Stage) -> Vec<(String, String)> {
    let values = stage.value_fields().map(|field| (name(field), format!("s.{}", name(field))));
    let references = stage.reference_columns().map(|(field, column)| (name(column), format!("v.r_{field}")));
    values.chain(references).collect()
}

fn matches_key(target: &Target) -> String {
    let columns = target.primary_key();
    columns.iter().map(|c| format!("t.{} = v.t_{c}", name(c))).collect::<Vec<_>>().join(" and ")
}

async fn log_prior(connection: &mut PgConnection, stage: &Stage, batch: ImportBatchId) -> Result<()> {
    let target = stage.target;
    let mut columns: Vec<String> = assignments(stage).into_iter().map(|(column, _)| column).collect();
    if target.identity != Identity::Feature {
        columns.extend(["import_batch_id".to_owned(), "content_hash".to_owned()]);
    }
    let pairs: Vec<String> = columns.iter().map(|c| format!("'{}', t.{c}", c.trim_matches('"'))).collect();
    let version = if target.versioned { "t.version + 1" } else { "null::integer" };
    statement(format!(
        "insert into import_prior_row (batch_id, entity, row_key, prior, version_after)
         select $1, $2, {key}, jsonb_build_object({pairs}), {version}
         from {verdicts} v join {table} t on {on}
         where v.verdict = 'UPDATE'
         on conflict on constraint import_prior_row_pkey do update set version_after = excluded.version_after",
        key = target.log_key(),
        pairs = pairs.join(", "),
        verdicts = stage.verdicts(),
        table = target.table,
        on = matches_key(target),
    ))
    .bind(batch.0)
    .bind(target.entity)
    .execute(connection)
    .await?;
    Ok(())
}

async fn log_made(connection: &mut PgConnection, stage: &Stage, batch: ImportBatchId) -> Result<()> {
    let key = match stage.target.identity {
        Identity::ExternalId(Some(column)) => format!("s.{column} || ':' || s.row_key"),
        _ => "s.row_key".to_owned(),
    };
    let version = if stage.target.versioned { "1" } else { "null::integer" };
    statement(format!(
        "insert into import_prior_row (batch_id, entity, row_key, prior, version_after)
         select $1, $2, {key}, 'null'::jsonb, {version}
         from {} v join {} s on s.line = v.line
         where v.verdict = 'CREATE'",
        stage.verdicts(),
        stage.rows()
    ))
    .bind(batch.0)
    .bind(stage.target.entity)
    .execute(connection)
    .await?;
    Ok(())
}

/// Leaves out user rows that only the roll-up keeps.
fn kept(stage: &Stage, users_from: Option<NaiveDate>) -> &'static str {
    match stage.target.identity {
        Identity::Columns(["date", "user_id"]) if users_from.is_some() => " and s.date >= $2::date",
        _ => " and ($2::date is null or true)",
    }
}

async fn update(
    connection: &mut PgConnection,
    stage: &Stage,
    batch: ImportBatchId,
    users_from: Option<NaiveDate>,
) -> Result<()> {
    let target = stage.target;
    let mut sets: Vec<String> =
        assignments(stage).into_iter().map(|(column, value)| format!("{column} = {value}")).collect();
    if target.identity == Identity::SourceKey {
        sets.push("source_key = s.row_key".to_owned());
    }
    if target.identity != Identity::Feature {
        sets.extend(["import_batch_id = $1".to_owned(), "content_hash = s.content_hash".to_owned()]);
    }
    if target.versioned {
        sets.push("version = t.version + 1".to_owned());
    }
    let batch_is_used = if target.identity == Identity::Feature { " and $1::uuid is not null" } else { "" };
    statement(format!(
        "update {} t set {}
         from {} v join {} s on s.line = v.line
         where v.verdict = 'UPDATE' and {}{}{batch_is_used}",
        target.table,
        sets.join(", "),
        stage.verdicts(),
        stage.rows(),
        matches_key(target),
        kept(stage, users_from),
    ))
    .bind(batch.0)
    .bind(users_from)
    .execute(connection)
    .await?;
    Ok(())
}

async fn insert(
    connection: &mut PgConnection,
    stage: &Stage,
    batch: ImportBatchId,
    users_from: Option<NaiveDate>,
) -> Result<()> {
    let target = stage.target;
    let mut columns = assignments(stage);
    if target.of_client() {
        columns.push(("client_id".to_owned(), "v.client_id".to_owned()));
    }
    if target.has_id() {
        columns.push(("id".to_owned(), "uuid_v7()".to_owned()));
        columns.push(("external_id".to_owned(), "s.row_key".to_owned()));
    }
    if target.identity == Identity::SourceKey {
        columns.push(("source_key".to_owned(), "s.row_key".to_owned()));
    }
    let batch_is_used = if target.identity == Identity::Feature {
        " and $1::uuid is not null"
    } else {
        columns.push(("import_batch_id".to_owned(), "$1".to_owned()));
        columns.push(("content_hash".to_owned(), "s.content_hash".to_owned()));
        ""
    };
    let (names, values): (Vec<String>, Vec<String>) = columns.into_iter().unzip();
    statement(format!(
        "insert into {} ({})
         select {}
         from {} v join {} s on s.line = v.line
         where v.verdict = 'CREATE'{}{batch_is_used}",
        target.table,
        names.join(", "),
        values.join(", "),
        stage.verdicts(),
        stage.rows(),
        kept(stage, users_from),
    ))
    .bind(batch.0)
    .bind(users_from)
    .execute(connection)
    .await?;
    Ok(())
}

/// Logs the days of clients that a roll-up is about to change.
pub(super) async fn log_prior_days(connection: &mut PgConnection, batch: ImportBatchId) -> Result<()> {
    sqlx::query(
        "insert into import_prior_row (batch_id, entity, row_key, prior)
         select $1, 'client_usage', t.client_id::text || '|' || t.date::text, to_jsonb(t) - 'computed_at'
         from import_day d join client_usage_metric t on t.client_id = d.client_id and t.date = d.date
         where d.changed
         on conflict on constraint import_prior_row_pkey do nothing",
    )
    .bind(batch.0)
    .execute(connection)
    .await?;
    Ok(())
}
