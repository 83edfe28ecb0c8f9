//! How likely the client is to leave, why, what to do about it, and how that changed.
mod actions;
mod factors;
mod figures;
mod history;
mod page;

pub use page::ClientChurn;
