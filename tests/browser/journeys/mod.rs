//! Ways through the app, one file each.

mod alerts;
mod client;
mod client_adoption;
mod client_edit;
mod client_usage;
mod errors;
mod foreign_client;
mod imports;
mod keyboard_only;
mod phone;
mod portfolio;
mod portfolio_filters;
mod sessions;
mod sign_in;
mod system;
mod work;
