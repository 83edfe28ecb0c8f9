//! From the bytes of a CSV file to typed rows with a verdict on each. No database and no clock: what is read here
//! is the same everywhere, and every refusal says what to do about it.
//!
//! [`mapping`] says which column becomes which field of which [`entities`]; [`encoding`] and [`records`] turn bytes
//! into records; [`columns`] looks at a whole column to tell 3/4 from 4/3; [`cells`] parses one value; [`rows`] puts
//! it together.
#![deny(missing_docs)]

/// One cell: numbers, dates, booleans.
pub mod cells;
/// What a whole column says about how its dates and numbers are written.
pub mod columns;
/// Which bytes are which characters.
pub mod encoding;
/// What can be imported, field by field.
pub mod entities;
/// The mapping file.
pub mod mapping;
/// CSV records with their lines.
pub mod records;
/// The file of refused rows.
pub mod rejected;
/// Typed rows and verdicts.
pub mod rows;

/// Why a whole file was refused. Nothing of it is imported.
#[derive(Debug, thiserror::Error)]
pub enum FileRefused {
    /// Nothing in it.
    #[error("the file is empty: it has no header line")]
    Empty,
    /// Two columns with one name.
    #[error("the header names {0:?} twice; rename one of the two columns")]
    DuplicateHeader(String),
    /// A column the mapping needs is not there.
    #[error("the mapping reads column {column:?} for {entity}.{field}, but the header has only: {found}")]
    MissingColumn {
        /// Entity fed.
        entity: &'static str,
        /// Field fed.
        field: String,
        /// Column that is missing.
        column: String,
        /// What the header has.
        found: String,
    },
    /// The header line itself cannot be read.
    #[error("the header line cannot be read: {0}")]
    BadHeader(String),
    /// The bytes are text in no encoding we know.
    #[error("the file is not text: it holds a zero byte in line {0}")]
    Binary(u64),
    /// A line without an end.
    #[error("line {0} is longer than a megabyte; this is not a CSV file")]
    LineTooLong(u64),
    /// The operating system refused.
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
}

/// Something noticed that refuses no row.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Warning {
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
