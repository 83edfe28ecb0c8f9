//! The most and the least used features among all clients.
mod page;

pub use page::FeatureReach;
