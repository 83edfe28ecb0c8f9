//! One client: the frame of its tabs, and the first of them: how it is, why, and what moved it.
mod alerts;
mod components_card;
mod context;
mod days;
mod draft;
mod edit;
mod edit_form;
mod facts;
mod frame;
mod header;
mod health_chart;
mod history;
mod moved;
mod overview;
mod peers;
mod risk;
mod tabs;
mod takeaway;

pub use frame::Client;
pub use overview::ClientOverview;
