//! The pages: each reads its address, loads its data, and arranges components.
mod alerts;
mod client;
mod imports;
mod login;
mod not_found;
mod portfolio;
mod sessions;

pub use alerts::Alerts;
pub use client::{Client, ClientOverview};
pub use imports::{Import, Imports};
pub use login::Login;
pub use not_found::NotFound;
pub use portfolio::Portfolio;
pub use sessions::Sessions;
