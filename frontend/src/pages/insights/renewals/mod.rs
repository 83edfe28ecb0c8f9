//! What is up for renewal: how much and when, how much of it is at risk, and whose it is.
mod buckets;
mod csms;
mod filters;
mod months;
mod page;
mod rows;
mod takeaway;

pub use page::Renewals;
