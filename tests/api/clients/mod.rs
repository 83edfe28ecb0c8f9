//! The portfolio, one client, its overview, edits.

mod benchmark;
mod bulk;
mod churn_risk;
mod export;
mod get;
mod list;
mod overview;
mod pages;
mod sort;
mod update;
mod update_rights;
