//! Servers with the app, and what is known to them at the beginning of a journey.

mod book;
mod demo;
mod history;
mod import;
mod product_use;
mod server;

pub use book::book;
pub use demo::{Demo, demo};
pub use history::{NAME, client_with_history};
pub use import::{FIXTURES, accounts_with_errors, small_files};
pub use product_use::client_with_users;
pub use server::{server, server_at, server_with};
