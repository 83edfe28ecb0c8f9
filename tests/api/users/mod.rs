//! Who works here.

mod list;
mod manage;
