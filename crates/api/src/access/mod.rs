//! Who calls, and what they may do. A handler names its right in its signature: `caller: Allowed<ReadStaff>`.

mod allowed;
mod caller;
mod identity;
mod permissions;

pub use allowed::Allowed;
pub use caller::Caller;
pub use permissions::*;

pub(crate) use identity::{Identity, RequestId, bearer, identify};
