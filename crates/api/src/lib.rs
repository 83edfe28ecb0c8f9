//! HTTP: routes, extractors, errors as problem+json, the OpenAPI document, and the app's files.
//!
//! How to add an endpoint is written in this crate's README.

pub mod access;
mod activities;
mod adoption;
mod alerts;
mod analytics;
mod api_keys;
mod app_files;
mod application;
pub mod audit;
mod auth;
mod benchmarks;
mod churn;
mod clients;
mod config;
mod contacts;
mod csv;
mod events;
mod filter;
mod health;
mod imports;
mod middleware;
mod my_day;
mod notes;
mod notifications;
pub mod openapi;
mod ops;
pub mod problem;
mod renewals;
pub mod request;
mod routes;
mod search;
mod segments;
mod state;
mod team;
mod team_alerts;
mod tenant;
mod timeline;
mod usage;
mod users;
mod views;

pub use app_files::AppFiles;
pub use application::application;
pub use audit::ReadLog;
pub use openapi::openapi;
pub use problem::{ApiError, ApiResult};
pub use state::{Settings, State};

/// Where the API lives.
pub const BASE_PATH: &str = "/api/v1/client-success";
