//! What clients and industries are compared by. Cohorts are read over everyone, for they name nobody: of the others only
//! values leave the database.

mod cohort;
mod industry;
mod standing;

pub use cohort::{Cohort, MemberRow, NamedRow, SubjectRow, cohort, first_named, segment, size, subject};
pub use industry::{ChurnRow, IndustryRow, MonthRow, churn, industry, months, write_industry_snapshots};
pub use standing::write_standings;
