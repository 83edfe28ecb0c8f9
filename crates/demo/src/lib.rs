//! A believable portfolio that follows from a few numbers: the same numbers give the same rows, a later last day adds to
//! them. No I/O, no clock: rows come out client by client for whoever writes them.

mod backtest;
mod calendar;
mod catalogue;
mod events;
mod life;
mod parameters;
mod portfolio;
mod random;
mod records;
mod staff;
mod usage;
mod words;

pub use backtest::Backtest;
pub use catalogue::{FEATURES, Feature, Plan, plans, product_id};
pub use parameters::Parameters;
pub use portfolio::{Chunk, ClientRows, Part, Portfolio, Span};
pub use records::{
    ActivityRow, AdoptionRow, ArrRow, AssignmentRow, ChurnEventRow, ClientRow, ContactRow, ContractRow, CopyText,
    FeatureDayRow, InvoiceRow, NoteRow, OpportunityRow, OutcomeRow, PaymentRow, Record, SubscriptionRow, SurveyRow,
    TicketRow, UsageRow, UserDayRow,
};
pub use staff::{POINTS, StaffMember, Team};

#[cfg(test)]
mod tests;
