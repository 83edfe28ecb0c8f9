//! What those who run the server ask it.

mod docs;
mod health;
mod metrics;
