use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method,
        header::{self, HeaderName},
    },
};

use super::{AppFiles, File};
use crate::{ApiError, State};

/// What is answered where no route matches: the app's file, the app itself for a page, 405 with the right methods,
/// or 404.
pub(crate) fn answer(state: &State, request: &HttpRequest) -> Result<HttpResponse, ApiError> {
    let path = request.path();
    let methods = state.operations.methods(path);
    if !methods.is_empty() {
        let mut allow: Vec<&str> = methods.iter().map(|method| method.as_str()).collect();
        if allow.contains(&"GET") {
            allow.push("HEAD");
        }
        return Err(ApiError::MethodNotAllowed { allow: allow.join(", ") });
    }
    let nothing = || ApiError::NotFound(format!("There is nothing at {path}."));
    let is_api = path == "/api" || path.starts_with("/api/");
    if is_api || request.method() != Method::GET {
        return Err(nothing());
    }
    match state.files.find(path, accepts_html(request)) {
        Some(file) => Ok(file.answer(request)),
        None => Err(nothing()),
    }
}

impl AppFiles {
    /// The file at a path; the app itself where a person opens one of its pages.
    fn find(&self, path: &str, wants_page: bool) -> Option<&File> {
        match self.files.get(path) {
            Some(file) => Some(file),
            None if wants_page => self.files.get("/index.html"),
            None => None,
        }
    }
}

impl File {
    fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let cache = if self.is_immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
        let known = header_text(request, &header::IF_NONE_MATCH);
        if known.split(',').any(|etag| etag.trim().trim_start_matches("W/") == self.etag) {
            return HttpResponse::NotModified()
                .insert_header((header::CACHE_CONTROL, cache))
                .insert_header((header::ETAG, self.etag.as_str()))
                .finish();
        }
        let accepted = header_text(request, &header::ACCEPT_ENCODING);
        let (encoding, bytes) = match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts(accepted, "br") => (Some("br"), brotli),
            (_, Some(gzip)) if accepts(accepted, "gzip") => (Some("gzip"), gzip),
            _ => (None, &self.plain),
        };
        let mut response = HttpResponse::Ok();
        response
            .insert_header((header::CONTENT_TYPE, self.content_type))
            .insert_header((header::CACHE_CONTROL, cache))
            .insert_header((header::ETAG, self.etag.as_str()))
            .insert_header((header::VARY, "Accept-Encoding"));
        if let Some(encoding) = encoding {
            response.insert_header((header::CONTENT_ENCODING, encoding));
        }
        response.body(bytes.clone())
    }
}

fn header_text<'a>(request: &'a HttpRequest, name: &HeaderName) -> &'a str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
}

fn accepts_html(request: &HttpRequest) -> bool {
    header_text(request, &header::ACCEPT).contains("text/html")
}

/// Whether an encoding is accepted; `;q=0` says that it is not.
pub(super) fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|part| {
        let (name, quality) = part.split_once(';').unwrap_or((part, ""));
        let refused = quality.trim().strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0));
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}
