use chrono::{DateTime, NaiveDate, Utc};
use domain::{ImportBatchId, import::ImportStatus};
use serde::{Deserialize, Serialize};

use crate::users::UserName;

/// One import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportBatch {
    /// Id.
    pub id: ImportBatchId,
    /// `CLI` or `API`.
    pub source: String,
    /// Where it stands.
    pub status: ImportStatus,
    /// The day the data describe.
    pub as_of: NaiveDate,
    /// Whether nothing was to be written.
    pub dry_run: bool,
    /// Whether partitions of old data are kept beyond their retention.
    pub keep_history: bool,
    /// What went wrong, when it failed.
    pub error: Option<String>,
    /// Who started it.
    pub started_by: Option<UserName>,
    /// Its files.
    pub files: Vec<ImportFile>,
    /// Rows refused, over all files.
    pub rows_rejected: i64,
    /// How many clients could be scored from it, and what was missing; null until scored.
    pub score_report: Option<ScoreReport>,
    /// What an undo left alone; null unless undone.
    pub undo_report: Option<UndoReport>,
    /// When it started.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// One file of an import, per entity it fed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportFile {
    /// Name of the file.
    pub name: String,
    /// What its rows became.
    pub entity: String,
    /// Encoding it was read as.
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
    /// What was noticed without refusing a row: unmapped columns, unknown values, odd dates.
    pub warnings: Vec<ImportWarning>,
}

/// Something noticed in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportWarning {
    /// Kind, e.g. `unmapped-column`.
    pub code: String,
    /// Column, if one is to blame.
    pub column: Option<String>,
    /// In words.
    pub message: String,
    /// Rows concerned.
    pub rows: i64,
    /// An example value.
    pub example: Option<String>,
}

/// One refused row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRejection {
    /// File.
    pub file: String,
    /// Entity.
    pub entity: String,
    /// Line in the file, the header being 1.
    pub line: i64,
    /// Column.
    pub column: Option<String>,
    /// The value as it stands.
    pub value: Option<String>,
    /// Kind.
    pub code: String,
    /// Why it was refused.
    pub reason: String,
    /// What to do.
    pub fix: String,
}

/// How far the data of an import carry a score.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NullReasonCount {
    /// Reason.
    pub null_reason: String,
    /// Clients.
    pub clients: i64,
}

/// What an undo did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UndoReport {
    /// Rows the batch had made, now gone.
    pub rows_removed: i64,
    /// Rows the batch had changed, now as before.
    pub rows_restored: i64,
    /// Rows left alone because someone changed them since.
    pub rows_left: Vec<UndoLeftover>,
    /// How many were left alone; the list holds the first 1000.
    pub rows_left_total: i64,
}

/// A row an undo left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UndoLeftover {
    /// Entity.
    pub entity: String,
    /// Which row.
    pub key: String,
    /// Why.
    pub reason: String,
}
