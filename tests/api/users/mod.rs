//! Who works here.

mod list;
