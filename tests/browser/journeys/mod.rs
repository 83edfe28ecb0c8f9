//! Ways through the app, one file each.

mod alerts;
mod analytics;
mod client;
mod client_adoption;
mod client_benchmark;
mod client_edit;
mod client_usage;
mod errors;
mod foreign_client;
mod health_override;
mod health_score;
mod imports;
mod keyboard_only;
mod notifications;
mod phone;
mod portfolio;
mod portfolio_filters;
mod renewals;
mod search;
mod segments;
mod sessions;
mod sign_in;
mod system;
mod team;
mod team_alerts;
mod work;
