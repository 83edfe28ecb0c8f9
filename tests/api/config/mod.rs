//! How figures are made.

mod health_score;
mod simulate;
mod versions;
