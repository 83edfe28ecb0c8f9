use chrono::{DateTime, NaiveDate, Utc};
use domain::import::DataFeed;
use rust_decimal::Decimal;

/// What the rules look at that belong to no client.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamFacts {
    /// The day that is looked at.
    pub as_of: NaiveDate,
    /// The instant, for what is counted in hours.
    pub now: DateTime<Utc>,
    /// Everyone of whom the night wrote down how full their hands are.
    pub managers: Vec<ManagerFacts>,
    /// Sources with which something is wrong.
    pub sources: Vec<SourceFacts>,
}

/// A manager, and how full their hands were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagerFacts {
    /// Which.
    pub id: String,
    /// Who.
    pub name: String,
    /// The last daily runs, the newest first; two of them decide.
    pub runs: Vec<WorkloadRun>,
}

/// What a daily run wrote down of a manager (M127).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkloadRun {
    /// The day of the run.
    pub day: NaiveDate,
    /// Points of the manager's clients.
    pub load: Decimal,
    /// Points the manager can look after.
    pub capacity: Decimal,
}

/// A source with which something is wrong. One that is not mentioned is well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFacts {
    /// What tells it from other sources.
    pub key: String,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What is wrong with a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It was to keep coming, and does not (§4.1, STALE).
    Silent {
        /// Which.
        feed: DataFeed,
        /// The last delivery; the day it was connected, if none came since.
        since: DateTime<Utc>,
        /// Hours it may be silent.
        patience_hours: i64,
    },
    /// It was read last with an error (§4.1, ERROR).
    Failing {
        /// Which.
        feed: DataFeed,
        /// What went wrong.
        error: String,
        /// When.
        at: DateTime<Utc>,
    },
    /// The last import of such rows refused some.
    Refused {
        /// What the rows were to become.
        entity: String,
        /// The import.
        batch: String,
        /// Rows that were refused.
        refused: i64,
        /// Of so many.
        read: i64,
        /// When it ended.
        on: NaiveDate,
    },
    /// The last import failed, and nothing of it was written.
    Failed {
        /// The import.
        batch: String,
        /// What went wrong.
        error: String,
        /// When it ended.
        on: NaiveDate,
    },
}
