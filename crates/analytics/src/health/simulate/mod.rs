//! A portfolio under another configuration, from stored component scores; nothing is written (§1, §4.5). The server
//! simulates everyone with it, the browser a sample while a slider moves.

mod back_test;
mod impact;
mod rescore;
mod trial;

pub use back_test::{BACK_TEST_DAYS, BackTest, BandRate, FEW_CLIENTS, FEW_EVENTS, back_test, back_test_days};
pub use impact::{Impact, Standing, Transitions};
pub use rescore::{Rescored, rescore, rescored};
pub use trial::{Outcome, Subject, Trial};

#[cfg(test)]
mod tests;
