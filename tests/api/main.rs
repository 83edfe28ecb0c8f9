//! Black-box tests of the HTTP API: one module per URL, and one per promise that holds for all of them.

// By URL.
mod activities;
mod adoption;
mod alerts;
mod analytics;
mod api_keys;
mod audit;
mod auth;
mod clients;
mod config;
mod contacts;
mod health;
mod imports;
mod notes;
mod notifications;
mod ops;
mod search;
mod segments;
mod team_alerts;
mod timeline;
mod usage;
mod users;
mod views;
mod work;

// By promise.
mod authz;
mod bad_input;
mod database_down;
mod demo;
mod history;
mod idempotency;
mod indexes;
mod jobs;
mod live;
mod migrations;
mod my_day;
mod openapi;
mod problem;
mod scope;
mod settings;
