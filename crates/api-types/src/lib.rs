//! Every JSON body and query of the HTTP API, shared by the server, its tests and the browser app.
//!
//! Money is a JSON number with its currency beside it; scores are integers from 0 to 100 or null with a
//! `…_null_reason`; times are RFC 3339 in UTC, dates ISO. An unknown field in a request is refused.
#![deny(missing_docs)]

/// What staff did with a client, and what they promised.
pub mod activities;
/// Adoption of licensed features.
pub mod adoption;
/// Alerts: the inbox, answers, and what is set.
pub mod alerts;
/// Portfolio figures, distribution, at-risk clients.
pub mod analytics;
/// Keys of programs.
pub mod api_keys;
/// Who did what.
pub mod audit;
/// Sign-in, sessions and who one is.
pub mod auth;
/// Clients and industries beside each other.
pub mod benchmarks;
/// The same change to many clients.
pub mod bulk;
/// Churn risk of one client, and of the portfolio.
pub mod churn;
/// Clients: list, detail, edit.
pub mod clients;
/// Score configuration.
pub mod config;
/// The people at a client.
pub mod contacts;
/// Health of one client: now, over time, and what moved it.
pub mod health;
/// Import batches.
pub mod imports;
pub mod json;
/// What is to be done today.
pub mod my_day;
/// What people write down about a client.
pub mod notes;
/// What people are told, and what of it leaves the product.
pub mod notifications;
/// The envelope of lists.
pub mod page;
mod present;
/// Errors (RFC 9457).
pub mod problem;
/// What is up for renewal.
pub mod renewals;
/// Clients, contacts and notes found by a few letters.
pub mod search;
/// Saved segments, and what filters are made of.
pub mod segments;
/// A score configuration tried out.
pub mod simulation;
/// How client success managers do.
pub mod team;
/// Work that could change hands.
pub mod team_balance;
/// Everything that happened with a client, in one stream.
pub mod timeline;
/// Usage of the platform.
pub mod usage;
/// Staff.
pub mod users;
/// Saved views of the portfolio.
pub mod views;
