use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

const APP_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; \
    frame-ancestors 'none'; form-action 'self'";
/// Swagger UI writes style elements; it gets that, and nothing of the app's powers.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
    form-action 'none'";
/// Data is no page: whoever opens it in a tab gets nothing to run.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// Security headers of every response.
pub(super) struct Secure {
    pub is_https: bool,
}

impl Secure {
    pub(super) fn add(&self, path: &str, headers: &mut HeaderMap) {
        let policy = if path.starts_with("/api/docs") {
            DOCS_POLICY
        } else if path.starts_with("/api/") {
            DATA_POLICY
        } else {
            APP_POLICY
        };
        let mut set = |name: HeaderName, value: &'static str| {
            headers.insert(name, HeaderValue::from_static(value));
        };
        set(header::CONTENT_SECURITY_POLICY, policy);
        set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        set(header::X_FRAME_OPTIONS, "DENY");
        set(header::REFERRER_POLICY, "no-referrer");
        set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
        set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
        set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
        if self.is_https {
            set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
        }
        if path.starts_with("/api/v1/") && !headers.contains_key(header::CACHE_CONTROL) {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        }
    }
}
