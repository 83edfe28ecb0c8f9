//! How figures are made.

mod health_score;
