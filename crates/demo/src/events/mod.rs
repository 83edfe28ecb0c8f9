//! Everything that happens to a client besides use: people, conversations, tickets, surveys, money, outcomes. Each
//! kind runs through the days in order on its own random stream; what lies after the last day is left out, and what is
//! settled after it is still open.

mod contacts;
mod contract;
mod invoices;
mod notes;
mod opportunities;
mod outcomes;
mod reviews;
mod subscription;
mod surveys;
mod tickets;
mod touchpoints;

pub(crate) use contacts::{contact_rows, contacts};
pub(crate) use contract::{Owners, arr_rows, assignments, churn_event, client_row, contracts};
pub(crate) use invoices::bills;
pub(crate) use notes::notes;
pub(crate) use opportunities::opportunities;
pub(crate) use outcomes::outcomes;
pub(crate) use subscription::subscription;
pub(crate) use surveys::nps;
pub(crate) use tickets::tickets;
pub(crate) use touchpoints::touchpoints;
