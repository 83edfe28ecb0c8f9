//! How a client uses the platform: figures with what they are compared with, days, heat maps, users.
mod activity;
mod calendar;
mod chart;
mod compare;
mod engagement;
mod figures;
mod logins;
mod page;
mod search;
mod takeaway;
mod users;

pub use page::ClientUsage;

#[cfg(test)]
pub mod example;
