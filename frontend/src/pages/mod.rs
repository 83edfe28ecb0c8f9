//! The pages: each reads its address, loads its data, and arranges components.
mod alerts;
mod client;
mod follow_ups;
mod imports;
mod login;
mod not_found;
mod portfolio;
mod sessions;

pub use alerts::Alerts;
pub use client::{Client, ClientContacts, ClientNotes, ClientOverview, ClientTimeline};
pub use follow_ups::FollowUps;
pub use imports::{Import, Imports};
pub use login::Login;
pub use not_found::NotFound;
pub use portfolio::Portfolio;
pub use sessions::Sessions;
