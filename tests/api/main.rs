//! Black-box tests of the HTTP API: one module per URL, and one per promise that holds for all of them.

mod auth;
mod clients;
mod health;
mod imports;
mod ops;
mod problem;
mod users;
