//! Who read or wrote what: that it is written down, and how it is read.

mod export;
mod list;
mod reads;
