//! The HTTP API as typed calls, one file per feature.
mod client;
mod error;

pub mod alerts;
pub mod analytics;
pub mod auth;
pub mod clients;
pub mod imports;
pub mod insights;
pub mod notifications;
pub mod scores;
pub mod search;
pub mod segments;
pub mod system;
pub mod usage;
pub mod users;
pub mod work;

pub use api_types::json::read;
pub use client::{Client, Question, Reply, Tagged};
pub use error::ApiError;

/// The result of a call.
pub type Answer<T> = Result<T, ApiError>;
