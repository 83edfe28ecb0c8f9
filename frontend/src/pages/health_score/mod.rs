//! How scores are made: the versions, what differs between them, and what another one would do, before it does.
mod back_test;
mod bands_bar;
mod confirm;
mod diff;
mod draft;
mod editor;
mod fields;
mod page;
mod scope;
mod shown;
mod simulation;
mod studio;
mod told;
mod typed;
mod undo;
mod versions;
mod what_if;
mod what_if_card;
mod whose;

pub use page::HealthScore;
