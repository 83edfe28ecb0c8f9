//! Churn risk over the portfolio: what it may cost, how it spreads, where it lies, and who.
mod groups;
mod page;
mod parts;
mod rows;
mod spread;
mod takeaway;

pub use page::ChurnRisk;
