//! The portfolio, one client, its overview, edits.

mod benchmark;
mod churn_risk;
mod get;
mod list;
mod overview;
mod pages;
mod sort;
mod update;
mod update_rights;
