//! What the settings share: the bar of those pages the role may open.
mod frame;
mod sections;

pub use frame::{Settings, Start};
