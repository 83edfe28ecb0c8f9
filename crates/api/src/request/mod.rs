//! What handlers take out of a request. Each extractor answers a problem that points at the mistake.

mod body;
mod cursor;
mod days;
mod etag;
mod origin;
mod page;
mod path;
mod query;
mod query_value;
#[cfg(test)]
mod tests;

pub use body::Body;
pub(crate) use days::days;
pub use etag::{IfMatch, etag};
pub use origin::SameOrigin;
pub use page::{PageQuery, Paged, StreamQuery};
pub use path::{ClientFeaturePath, ClientPath, IndustryPath, PathId};
pub use query::Query;

pub(crate) use body::read as read_body;
pub(crate) use origin::{is_loopback, remote_address};
pub(crate) use query::{pairs, parse};

use actix_web::{HttpRequest, web::Data};

use crate::{ApiError, State};

/// The server's state, for extractors.
pub(crate) fn state(request: &HttpRequest) -> Result<&Data<State>, ApiError> {
    request.app_data::<Data<State>>().ok_or_else(|| ApiError::internal("the application has no state"))
}
