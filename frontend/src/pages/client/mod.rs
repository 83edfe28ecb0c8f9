//! One client: the frame of its tabs; how it is, why, and what moved it; its usage and adoption; timeline, contacts, notes.
mod adoption;
mod alerts;
mod benchmark;
mod churn;
mod components_card;
mod contacts;
mod context;
mod days;
mod draft;
mod edit;
mod edit_form;
mod facts;
mod frame;
mod header;
mod health_chart;
mod health_override;
mod history;
mod moved;
mod notes;
mod overview;
mod peers;
mod risk;
mod tabs;
mod takeaway;
mod timeline;

pub use contacts::ClientContacts;
mod usage;

pub use adoption::{ClientAdoption, ClientFeature};
pub use benchmark::ClientBenchmark;
pub use churn::ClientChurn;
pub use frame::Client;
pub use notes::ClientNotes;
pub use overview::ClientOverview;
pub use timeline::ClientTimeline;
pub(in crate::pages) use timeline::complete_follow_up;
pub use usage::ClientUsage;

#[cfg(test)]
pub use usage::example::example as client_usage_example;
