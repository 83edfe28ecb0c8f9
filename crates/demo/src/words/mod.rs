//! Invented names. Every company name occurs once; addresses end in `.example`, which nobody can own.

mod companies;
mod notes;
mod people;
mod phrases;

pub(crate) use companies::{company_name, slug};
pub(crate) use notes::written;
pub(crate) use people::{Person, person};
pub(crate) use phrases::{CHURN_FEEDBACK, COMMENTS_GOOD, COMMENTS_POOR, INDUSTRIES, Industry, TICKET_SUBJECTS, topic};
