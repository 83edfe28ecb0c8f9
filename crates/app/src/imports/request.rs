use std::path::PathBuf;

use chrono::NaiveDate;

/// What to import, and how.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// Who asks.
    pub source: ImportSource,
    /// The mapping file's text.
    pub mapping: String,
    /// The files at hand.
    pub files: Vec<InputFile>,
    /// The day the data describe.
    pub as_of: NaiveDate,
    /// Do everything but write.
    pub dry_run: bool,
    /// Leave an entry of a dry run in the list of imports. The command line does not: there a dry run changes nothing
    /// at all.
    pub log_dry_run: bool,
    /// Keep rows per user and partitions beyond their retention.
    pub keep_history: bool,
}

/// Who asks for an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportSource {
    /// The command line.
    Cli,
    /// The HTTP API.
    Api,
}

impl ImportSource {
    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cli => "CLI",
            Self::Api => "API",
        }
    }
}

/// A file at hand.
#[derive(Debug, Clone)]
pub struct InputFile {
    /// Its name, as mappings know it.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
}

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// A file is looked over.
    Surveying {
        /// The file.
        file: String,
    },
    /// Rows are being read.
    Reading {
        /// The file.
        file: String,
        /// What they become.
        entity: &'static str,
        /// Rows so far.
        rows: u64,
        /// Rows in all.
        of: u64,
    },
    /// Rows are compared and written.
    Writing {
        /// The file.
        file: String,
        /// What they become.
        entity: &'static str,
    },
    /// Scores are computed.
    Scoring {
        /// Clients.
        clients: usize,
    },
}
