use std::{fs::File, sync::Arc};

use ingest::{
    entities::{KeyRule, Kind},
    rows::{Chunk, Rejection, Row, Summary, Value, read_rows},
};
use store::{
    PgConnection,
    copy::CopyIn,
    imports::{Stage, StageColumn},
};
use tokio::sync::mpsc;

use super::{
    files::{Prepared, PreparedFeed},
    request::Progress,
};
use crate::{Error, Result};

/// Chunks read ahead of the database.
const CHUNKS_AHEAD: usize = 4;

/// A stage with what the file alone told about it.
#[derive(Debug)]
pub(super) struct Staged {
    pub stage: Stage,
    pub summary: Summary,
    /// Rows refused as doubles of others.
    pub doubles: i64,
}

/// Reads a file on a thread of its own and copies its rows into a stage.
pub(super) async fn stage_feed(
    connection: &mut PgConnection,
    file: &Prepared,
    feed: &PreparedFeed,
    number: usize,
    progress: &(dyn Fn(Progress) + Send + Sync),
    rejections: &mut Rejections,
) -> Result<Staged> {
    let plan = &feed.plan;
    let target = store::imports::target(plan.entity.name)
        .ok_or_else(|| Error::Internal(format!("entity {} has no table", plan.entity.name)))?;
    let columns = plan.fields().map(|field| StageColumn {
        field: field.name.to_owned(),
        sql_type: sql_type(field.kind),
        file_column: plan.column_of(field.name).map(str::to_owned),
    });
    let stage = Stage::new(target, columns.collect(), &plan.file, number);
    let (sender, mut chunks) = mpsc::channel::<Chunk>(CHUNKS_AHEAD);
    let reader = tokio::task::spawn_blocking({
        let (plan, survey, path) = (Arc::clone(plan), Arc::clone(&file.survey), file.path.clone());
        move || read_rows(&plan, &survey, File::open(path)?, |chunk| sender.blocking_send(chunk).is_ok())
    });
    let mut copy = store::imports::start_stage(connection, &stage).await?;
    let mut rows = 0;
    while let Some(chunk) = chunks.recv().await {
        rows += chunk.rows_read;
        for row in &chunk.rows {
            copy_row(&mut copy, row).await?;
        }
        rejections.extend(chunk.rejections);
        if chunk.rows_read > 0 {
            let (file_name, of) = (plan.file.clone(), file.survey.rows);
            progress(Progress::Reading { file: file_name, entity: plan.entity.name, rows, of });
        }
    }
    copy.finish().await?;
    let summary = reader
        .await
        .map_err(|error| Error::Internal(error.to_string()))?
        .map_err(|error| Error::invalid(plan.file.clone(), "file-refused", error.to_string()))?;
    let by_content = matches!(plan.entity.key, KeyRule::IdOrContent);
    let doubles = store::imports::finish_stage(connection, &stage, by_content).await?;
    Ok(Staged { stage, summary, doubles })
}

async fn copy_row(copy: &mut CopyIn<'_>, row: &Row) -> Result<()> {
    copy.plain(row.line).text(&row.key).bytes(&row.content_hash);
    for value in &row.values {
        match value {
            Value::Null => copy.null(),
            Value::Text(text) => copy.text(text),
            Value::Integer(number) => copy.plain(number),
            Value::Decimal(amount) => copy.plain(amount),
            Value::Boolean(value) => copy.plain(value),
            Value::Date(date) => copy.plain(date),
            Value::Instant(instant) => copy.plain(instant.format("%Y-%m-%dT%H:%M:%S%.6fZ")),
            Value::List(items) => copy.text_array(items),
            Value::Integers(numbers) => copy.array(numbers),
        };
    }
    copy.end_row().await?;
    Ok(())
}

const fn sql_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Reference | Kind::Word(_) | Kind::Currency => "text",
        Kind::Boolean => "boolean",
        Kind::Count(_) | Kind::Positive(_) => "bigint",
        Kind::Money | Kind::PositiveMoney | Kind::Number(..) => "numeric",
        Kind::Date | Kind::PastDate => "date",
        Kind::Instant | Kind::PastInstant => "timestamptz",
        Kind::List => "text[]",
        Kind::Hours => "smallint[]",
    }
}

/// Refused rows, up to a limit; beyond it they are only counted.
#[derive(Debug)]
pub(super) struct Rejections {
    pub kept: Vec<Rejection>,
    pub limit: usize,
    pub total: usize,
}

impl Rejections {
    pub fn new(limit: usize) -> Self {
        Self { kept: Vec::new(), limit, total: 0 }
    }

    pub fn extend(&mut self, more: Vec<Rejection>) {
        self.total += more.len();
        let room = self.limit.saturating_sub(self.kept.len());
        self.kept.extend(more.into_iter().take(room));
    }
}
