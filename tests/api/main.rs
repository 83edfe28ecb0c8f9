//! Black-box tests of the HTTP API: one module per URL, and one per promise that holds for all of them.

// By URL.
mod adoption;
mod alerts;
mod analytics;
mod auth;
mod clients;
mod config;
mod health;
mod imports;
mod ops;
mod usage;
mod users;

// By promise.
mod audit;
mod authz;
mod database_down;
mod history;
mod idempotency;
mod indexes;
mod jobs;
mod migrations;
mod openapi;
mod problem;
mod scope;
