//! Use cases. Each owns its transaction: it calls `store` and `analytics`, enqueues what follows, and leaves an
//! audit row, all or nothing.

pub mod activities;
pub mod alerts;
pub mod analytics;
pub mod api_keys;
pub mod audit;
pub mod auth;
pub mod clients;
pub mod contacts;
mod context;
pub mod demo;
mod error;
pub mod health;
pub mod idempotency;
pub mod imports;
pub mod live;
pub mod maintenance;
pub mod notes;
pub mod notifications;
pub mod priority;
pub mod segments;
pub mod team;
mod text;
pub mod usage;
pub mod views;

pub use context::{Actor, ActorKey, Context, Ids};
pub use error::{Error, InvalidField, Result};
