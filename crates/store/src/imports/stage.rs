use chrono::{Months, NaiveDate};
use sqlx::PgConnection;

use super::{
    dynamic::{name, run, statement},
    target::{Identity, Target},
};
use crate::{Result, copy::CopyIn, partitions};

/// A field of a file on its way in.
#[derive(Debug, Clone)]
pub struct StageColumn {
    /// The field; for most, the name of its column too.
    pub field: String,
    /// Its type in the staging table.
    pub sql_type: &'static str,
    /// The column of the file it comes from, for verdicts.
    pub file_column: Option<String>,
}

/// The rows of one file for one entity, in temporary tables.
#[derive(Debug)]
pub struct Stage {
    pub(super) target: &'static Target,
    pub(super) columns: Vec<StageColumn>,
    pub(super) file: String,
    pub(super) number: usize,
}

impl Stage {
    /// A stage; `number` tells the stages of an import apart.
    pub fn new(target: &'static Target, columns: Vec<StageColumn>, file: &str, number: usize) -> Self {
        Self { target, columns, file: file.to_owned(), number }
    }

    /// The entity staged.
    pub fn target(&self) -> &'static Target {
        self.target
    }

    /// Whether its rows go into monthly partitions.
    pub fn is_partitioned(&self) -> bool {
        self.target.partitioned_by.is_some()
    }

    pub(super) fn rows(&self) -> String {
        format!("import_stage_{}", self.number)
    }

    pub(super) fn verdicts(&self) -> String {
        format!("import_verdict_{}", self.number)
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.columns.iter().any(|column| column.field == field)
    }

    pub(super) fn file_column(&self, field: &str) -> Option<&str> {
        self.columns.iter().find(|column| column.field == field)?.file_column.as_deref()
    }

    /// The fields that go into the column of their name.
    pub(super) fn value_fields(&self) -> impl Iterator<Item = &str> {
        let special = |field: &str| {
            field == "client" || field == "external_id" || self.target.references.iter().any(|r| r.field == field)
        };
        self.columns.iter().map(|column| column.field.as_str()).filter(move |field| !special(field))
    }

    /// The references that are mapped and go into a column.
    pub(super) fn reference_columns(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.target.references.iter().filter(|r| self.has(r.field)).filter_map(|r| Some((r.field, r.column?)))
    }
}

/// Makes the table of a stage and starts to fill it: per row the line, the key, the hash of the content, then the
/// fields in order.
pub async fn start_stage<'c>(connection: &'c mut PgConnection, stage: &Stage) -> Result<CopyIn<'c>> {
    let table = stage.rows();
    let columns: Vec<String> = stage.columns.iter().map(|c| format!(", {} {}", name(&c.field), c.sql_type)).collect();
    run(
        connection,
        format!(
            "create temp table {table} (line bigint not null, row_key text not null, content_hash bytea not null{}) on commit drop",
            columns.concat()
        ),
    )
    .await?;
    let names: Vec<String> = stage.columns.iter().map(|c| format!(", {}", name(&c.field))).collect();
    CopyIn::start(connection, &format!("{table} (line, row_key, content_hash{})", names.concat())).await
}

/// What a complete stage needs before it is classified: statistics, and one row per key. Rows of different content
/// under one id are told apart by their content, where the entity allows that; else all but the first are refused.
/// Returns how many were refused.
pub async fn finish_stage(connection: &mut PgConnection, stage: &Stage, by_content: bool) -> Result<i64> {
    let table = stage.rows();
    run(connection, format!("analyze {table}")).await?;
    let doubles = format!("import_double_{}", stage.number);
    let repeated = format!("select row_key from {table} group by row_key having count(*) > 1");
    if run(connection, format!("create temp table {doubles} on commit drop as {repeated}")).await? == 0 {
        return Ok(0);
    }
    if by_content {
        // Different rows under one id: the id and the content together tell them apart.
        run(
            connection,
            format!(
                "update {table} s set row_key = s.row_key || '#' || encode(s.content_hash, 'hex')
                 from (
                   select row_key from {table} join {doubles} using (row_key)
                   group by row_key having count(distinct content_hash) > 1
                 ) d
                 where s.row_key = d.row_key"
            ),
        )
        .await?;
        run(connection, format!("truncate {doubles}")).await?;
        run(connection, format!("insert into {doubles} {repeated}")).await?;
    }
    let refused = statement(format!(
        "with first as (
           select s.row_key, min(s.line) as line from {table} s join {doubles} d using (row_key) group by s.row_key
         ), gone as (
           delete from {table} s using first f
           where s.row_key = f.row_key and s.line > f.line
           returning s.line, s.row_key, f.line as first_line
         )
         insert into import_refusal (file, entity, line, column_name, value, code, reason, fix)
         select $1, $2, line, $3, row_key, 'duplicate-row', format('line %s has the same key', first_line),
           'keep one of the two lines, or give each its own id'
         from gone"
    ))
    .bind(stage.file.clone())
    .bind(stage.target.entity)
    .bind(stage.file_column("external_id").map(str::to_owned))
    .execute(connection)
    .await?
    .rows_affected();
    Ok(i64::try_from(refused).unwrap_or(i64::MAX))
}

/// Makes the months that staged rows fall into; none for user rows before `users_from`, which are only summed up. On a connection of its own, before the import touches the table: a
/// new partition locks its parent for a moment.
pub async fn ensure_partitions(
    staging: &mut PgConnection,
    own: &mut PgConnection,
    stages: &[Stage],
    users_from: Option<NaiveDate>,
    pinned: bool,
) -> Result<()> {
    for stage in stages {
        let Some(column) = stage.target.partitioned_by else { continue };
        let day = if column == "date" { "date" } else { "(occurred_at at time zone 'UTC')" };
        let months: Vec<NaiveDate> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "select distinct date_trunc('month', {day})::date from {} order by 1",
            stage.rows()
        )))
        .fetch_all(&mut *staging)
        .await?;
        let tables: &[&str] = match stage.target.identity {
            // User rows are rolled up into the client's day as well.
            Identity::Columns(["date", "user_id"]) => &["usage_user_daily", "client_usage_metric"],
            _ => &[stage.target.table],
        };
        for table in tables {
            let kept =
                |month: &&NaiveDate| *table != "usage_user_daily" || users_from.is_none_or(|from| **month >= from);
            let months: Vec<NaiveDate> = months.iter().filter(kept).copied().collect();
            for (from, to) in ranges(&months) {
                partitions::ensure(own, table, from, to, pinned).await?;
            }
        }
    }
    Ok(())
}

/// Runs of consecutive months.
fn ranges(months: &[NaiveDate]) -> Vec<(NaiveDate, NaiveDate)> {
    let mut ranges: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for month in months {
        match ranges.last_mut() {
            Some((_, to)) if *to + Months::new(1) == *month => *to = *month,
            _ => ranges.push((*month, *month)),
        }
    }
    ranges
}
