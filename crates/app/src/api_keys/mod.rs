//! Keys with which programs call the API in the name of a member of staff.

mod create;
mod revoke;
mod token;

pub use create::{CreatedApiKey, NewApiKey, create};
pub use revoke::revoke;
pub(crate) use token::{hash, is_key, prefix_of};
