use chrono::NaiveDate;
use domain::ImportBatchId;
use ingest::{Warning, rejected::RejectedFile, rows::Rejection};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an import came to.
#[derive(Debug, Clone)]
pub struct ImportReport {
    /// The batch.
    pub batch: ImportBatchId,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Per file and entity.
    pub files: Vec<FileReport>,
    /// What was refused, in the order of the files; at most 100 000.
    pub rejections: Vec<Rejection>,
    /// Files of the folder that no mapping names, and mappings without a file.
    pub warnings: Vec<Warning>,
    /// The clients named, whether their rows changed or not.
    pub clients: Vec<Uuid>,
}

impl ImportReport {
    /// Writes what was refused as CSV: file, line, entity, column, value, code, reason, fix.
    pub fn write_rejections(&self, path: &std::path::Path) -> std::io::Result<()> {
        let file = std::io::BufWriter::new(std::fs::File::create(path)?);
        let mut rejected = RejectedFile::new(file).map_err(std::io::Error::other)?;
        for rejection in &self.rejections {
            rejected.write(rejection).map_err(std::io::Error::other)?;
        }
        rejected.finish()
    }
}

/// What one file came to, per entity it fed.
#[derive(Debug, Clone, PartialEq)]
pub struct FileReport {
    /// The file.
    pub name: String,
    /// What its rows became.
    pub entity: String,
    /// The encoding it was read in.
    pub encoding: Option<String>,
    /// Rows read.
    pub rows_read: i64,
    /// Rows that were new.
    pub rows_created: i64,
    /// Rows that changed.
    pub rows_updated: i64,
    /// Rows that were there already, equal.
    pub rows_unchanged: i64,
    /// Rows refused.
    pub rows_rejected: i64,
    /// What was noticed without refusing a row.
    pub warnings: Vec<Warning>,
}

/// How far the data of an import carry a score.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreReport {
    /// The day scored.
    pub as_of: Option<NaiveDate>,
    /// Active clients on that day.
    pub active_clients: i64,
    /// Active clients with a score.
    pub scored_clients: i64,
    /// Clients per component and state.
    pub component_states: Vec<ComponentStateCount>,
    /// Clients per reason of a missing score.
    pub null_reasons: Vec<NullReasonCount>,
}

/// How many clients have a component in a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentStateCount {
    /// Component.
    pub component: String,
    /// State.
    pub state: String,
    /// Clients.
    pub clients: i64,
}

/// How many clients lack a score for a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NullReasonCount {
    /// Reason.
    pub null_reason: String,
    /// Clients.
    pub clients: i64,
}

/// What an undo did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoReport {
    /// Rows the batch had made, now gone.
    pub rows_removed: i64,
    /// Rows the batch had changed, now as before.
    pub rows_restored: i64,
    /// Rows left alone because someone changed them since; the first 1000.
    pub rows_left: Vec<UndoLeftover>,
    /// How many were left alone.
    pub rows_left_total: i64,
}

/// A row an undo left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoLeftover {
    /// Entity.
    pub entity: String,
    /// Which row.
    pub key: String,
    /// Why.
    pub reason: String,
}
