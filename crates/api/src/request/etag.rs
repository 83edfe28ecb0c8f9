use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{self, HeaderName},
};

use crate::ApiError;

/// The ETag header of a version: `.insert_header(etag(client.version))`.
pub fn etag(version: i32) -> (HeaderName, String) {
    (header::ETAG, format!("\"v{version}\""))
}

/// The version a PUT was made from. Missing answers 428, another version 412 (which the use case finds out).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i32);

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(value) = request.headers().get(header::IF_MATCH) else {
            return ready(Err(ApiError::PreconditionRequired));
        };
        ready(value.to_str().ok().and_then(version).map(Self).ok_or_else(|| {
            ApiError::PreconditionFailed("If-Match is not an ETag of this resource; read it again.".to_owned())
        }))
    }
}

/// Proxies that compress make an ETag weak; the version in it still says what was edited.
pub(super) fn version(etag: &str) -> Option<i32> {
    let etag = etag.trim();
    etag.strip_prefix("W/").unwrap_or(etag).strip_prefix("\"v")?.strip_suffix('"')?.parse().ok()
}
