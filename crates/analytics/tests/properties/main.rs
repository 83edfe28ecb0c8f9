//! What must hold for any client: bounds, monotony, order of input, the walk over days, and that the
//! rows of a comparison sum to the change.

mod alerts;
mod benchmark;
mod components;
mod drivers;
mod money;
mod priorities;
mod renewals;
mod simulate;
mod team;
mod trends;
mod usage;
mod walk;
mod world;
