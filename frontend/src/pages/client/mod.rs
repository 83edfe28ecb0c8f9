//! One client: how it is, why, and what moved it.
mod alerts;
mod components_card;
mod days;
mod draft;
mod edit;
mod edit_form;
mod facts;
mod header;
mod health_chart;
mod history;
mod moved;
mod page;
mod peers;
mod risk;
mod takeaway;

pub use page::Client;
