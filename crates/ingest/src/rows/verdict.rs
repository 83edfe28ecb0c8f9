use super::Value;

/// A row that can be imported, as far as the file alone can tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Line it starts in.
    pub line: u64,
    /// What tells it apart from other rows of its entity.
    pub key: String,
    /// Stands for its content.
    pub content_hash: [u8; 16],
    /// One value per mapped field, in the order of [`super::Plan::fields`].
    pub values: Vec<Value>,
}

/// One thing wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Rejection {
    /// File.
    pub file: String,
    /// Entity.
    pub entity: String,
    /// Line, the header being 1.
    pub line: u64,
    /// Column.
    pub column: Option<String>,
    /// The value as it stands.
    pub value: Option<String>,
    /// Kind, e.g. `impossible-date`.
    pub code: String,
    /// Why it was refused.
    pub reason: String,
    /// What to do.
    pub fix: String,
}

/// What is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub code: &'static str,
    pub reason: String,
    pub fix: String,
}

impl Refusal {
    pub fn new(code: &'static str, reason: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { code, reason: reason.into(), fix: fix.into() }
    }
}
