//! Imports of CSV files.
//!
//! `run` reads the files three times (encoding, columns, rows), copies the rows into temporary tables, lets the
//! database compare them with what it has, and writes what is new or changed, all in one transaction; `score` computes
//! the scores of the clients named as of the day the data describe; `undo` reverts a batch.

mod files;
mod follow_up;
mod report;
mod request;
mod run;
mod score;
mod staging;
mod undo;
mod warnings;
mod write;

pub use report::{FileReport, ImportReport, ScoreReport, UndoLeftover, UndoReport};
pub use request::{ImportRequest, ImportSource, InputFile, Progress};
pub use run::run;
pub use score::score;
pub use undo::undo;
