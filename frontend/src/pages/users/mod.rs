//! Who works here and what they may do, for administrators.
mod dialog;
mod draft;
mod form;
mod page;
mod password;
mod query;
mod row;

pub use page::Users;
