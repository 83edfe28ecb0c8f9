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
pub use client::{
    Client, ClientAdoption, ClientContacts, ClientFeature, ClientNotes, ClientOverview, ClientTimeline, ClientUsage,
};
pub use follow_ups::FollowUps;
pub use imports::{Import, Imports};
pub use login::Login;
pub use not_found::NotFound;
pub use portfolio::Portfolio;
pub use sessions::Sessions;

#[cfg(test)]
pub use client::client_usage_example;
