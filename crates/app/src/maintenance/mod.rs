//! What keeps the house in order: partitions, retention, leftovers, and the record of jobs.

mod runs;
mod tidy;

pub use runs::{finish_run, start_run};
pub use tidy::{Tidied, tidy};
