//! What happens to every request around its handler, outermost first: `envelope` (request id, headers, problems,
//! log), compression, `identify_and_limit`, `idempotency`.

mod cors;
mod envelope;
mod headers;
mod idempotency;
mod rate_limit;
mod recorded;

pub(crate) use envelope::envelope;
pub(crate) use idempotency::idempotency;
pub(crate) use rate_limit::{RateLimits, identify_and_limit};
