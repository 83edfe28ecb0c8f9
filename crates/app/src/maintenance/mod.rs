//! What keeps the house in order: partitions, retention, leftovers, and the record of jobs.

mod months;
mod runs;
mod tidy;

pub(crate) use months::make_months;
pub use runs::{finish_run, start_run};
pub use tidy::{Tidied, tidy};
