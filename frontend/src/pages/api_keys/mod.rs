//! Keys with which programs call the API, for administrators.
mod create;
mod draft;
mod page;
mod query;
mod revoke;
mod row;

pub use page::ApiKeys;
