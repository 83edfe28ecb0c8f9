//! All SQL. Free functions per feature: `(connection, scope, …)`, no transactions of their own.
//!
//! A function that reads client data takes the caller's `Scope` right after the connection and puts it into the
//! query, so that there is no way to list what one may not see.

pub mod activities;
pub mod adoption;
pub mod alerts;
pub mod analytics;
pub mod api_keys;
pub mod audit;
pub mod benchmarks;
pub mod churn;
pub mod clients;
pub mod contacts;
pub mod copy;
pub mod demo;
mod error;
pub mod facts;
pub mod filter;
pub mod health;
pub mod idempotency;
pub mod imports;
pub mod jobs;
pub mod live;
pub mod maintenance;
pub mod notes;
pub mod notifications;
pub mod operations;
pub mod partitions;
pub mod priority;
pub mod renewals;
pub mod search;
pub mod segments;
pub mod sessions;
pub mod signing_keys;
pub mod staff;
pub mod team;
pub mod team_alerts;
pub mod throttle;
pub mod timeline;
pub mod usage;
pub mod views;

pub use error::{Error, Result, parse_column};
pub use sqlx::{PgConnection, PgPool};

/// The migrations, compiled in.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations");
