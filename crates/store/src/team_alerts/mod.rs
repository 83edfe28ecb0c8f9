//! Alerts about the team and its sources: the facts their rules look at, the rows the engine keeps, and what people see
//! and do of them. Rows are those of `alerts` without a client; every query for people takes `TeamScope`.

mod act;
mod facts;
mod list;
mod rows;

pub use act::{change, for_action, hold};
pub use facts::{
    FeedTroubleRow, RefusedRow, WorkloadRunRow, failed_import, failing_feeds, refused_imports, workload_runs,
};
pub use list::{TeamAlertFilter, TeamAlertKey, TeamAlertRow, count, get, list};
pub use rows::{insert, remove_closed, rows, update};
