//! The demo portfolio: invented clients, so that everything can be seen before there is real data.
//!
//! `load` writes one, `roll_forward` moves it on to today. Both generate on one thread while the database copies on
//! another, in one transaction, and compute the scores of the new days afterwards; a run that was interrupted between
//! the two is finished by the next.

mod generate;
mod load;
mod logins;
mod prepare;
mod request;
mod roll_forward;
mod score_history;

pub use load::load;
pub use logins::{Login, reset_logins};
pub use request::{DemoRequest, Existing, Loaded, RolledForward};
pub use roll_forward::roll_forward;
