use actix_web::{
    HttpResponse,
    dev::ServiceRequest,
    http::{
        Method,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
};

use crate::Settings;

const METHODS: &str = "GET, POST, PUT, PATCH, DELETE";
const REQUEST_HEADERS: &str = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id";
const RESPONSE_HEADERS: &str = "ETag, Location, Retry-After, X-Request-Id, Idempotency-Replayed, RateLimit-Limit, \
    RateLimit-Remaining, RateLimit-Reset";

/// What pages of other origins may do: nothing, unless their origin is configured; never with cookies.
pub(super) struct Cors {
    allowed: Option<HeaderValue>,
    configured: bool,
    is_preflight: bool,
}

impl Cors {
    pub(super) fn of(request: &ServiceRequest, settings: &Settings) -> Self {
        let origin = request.headers().get(header::ORIGIN);
        let is_known = |value: &&HeaderValue| {
            value.to_str().is_ok_and(|origin| settings.allowed_origins.iter().any(|allowed| allowed == origin))
        };
        Self {
            allowed: origin.filter(is_known).cloned(),
            configured: !settings.allowed_origins.is_empty(),
            is_preflight: request.method() == Method::OPTIONS
                && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD),
        }
    }

    pub(super) fn preflight(&self) -> Option<HttpResponse> {
        if !self.is_preflight {
            return None;
        }
        self.allowed.as_ref()?;
        Some(
            HttpResponse::NoContent()
                .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, METHODS))
                .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS))
                .insert_header((header::ACCESS_CONTROL_MAX_AGE, "600"))
                .finish(),
        )
    }

    pub(super) fn add(&self, headers: &mut HeaderMap) {
        if self.configured {
            headers.append(header::VARY, HeaderValue::from_static("Origin"));
        }
        let Some(origin) = &self.allowed else { return };
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(RESPONSE_HEADERS));
        headers
            .insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
    }
}
