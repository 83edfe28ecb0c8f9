use std::error::Error as _;

use actix_web::{
    HttpRequest, HttpResponse, ResponseError,
    http::{StatusCode, header},
};
use api_types::problem::{ProblemCode, ProblemDetails};

use super::ApiError;

/// What a problem says about the request it answers.
#[derive(Debug, Clone)]
pub(crate) struct RequestFacts {
    pub method: String,
    pub path: String,
    pub request_id: String,
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        status(self.code())
    }

    /// Bare: the outermost middleware finds the error on the response and renders it with the request's id.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// The HTTP status of a kind of problem.
pub(crate) fn status(code: ProblemCode) -> StatusCode {
    match code {
        ProblemCode::Malformed | ProblemCode::InvalidCursor => StatusCode::BAD_REQUEST,
        ProblemCode::Unauthenticated | ProblemCode::TokenExpired => StatusCode::UNAUTHORIZED,
        ProblemCode::Forbidden => StatusCode::FORBIDDEN,
        ProblemCode::NotFound => StatusCode::NOT_FOUND,
        ProblemCode::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        ProblemCode::Conflict => StatusCode::CONFLICT,
        ProblemCode::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
        ProblemCode::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
        ProblemCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ProblemCode::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ProblemCode::Invalid | ProblemCode::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        ProblemCode::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ProblemCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ProblemCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn kind_and_title(code: ProblemCode) -> (&'static str, &'static str) {
    match code {
        ProblemCode::Malformed => ("malformed", "The request cannot be read"),
        ProblemCode::InvalidCursor => ("invalid-cursor", "The cursor is not of this query"),
        ProblemCode::Unauthenticated => ("unauthenticated", "Sign in first"),
        ProblemCode::TokenExpired => ("token-expired", "The access token is past its time"),
        ProblemCode::Forbidden => ("forbidden", "Not allowed"),
        ProblemCode::NotFound => ("not-found", "Not found"),
        ProblemCode::MethodNotAllowed => ("method-not-allowed", "Method not allowed"),
        ProblemCode::Conflict => ("conflict", "Conflict with the present state"),
        ProblemCode::PreconditionFailed => ("precondition-failed", "Someone else changed it meanwhile"),
        ProblemCode::PreconditionRequired => ("precondition-required", "If-Match is required"),
        ProblemCode::TooLarge => ("too-large", "The body is too large"),
        ProblemCode::UnsupportedMediaType => ("unsupported-media-type", "The content type is not accepted"),
        ProblemCode::Invalid => ("invalid", "Some fields cannot be accepted"),
        ProblemCode::IdempotencyKeyReused => ("idempotency-key-reused", "The Idempotency-Key was used before"),
        ProblemCode::RateLimited => ("rate-limited", "Too many requests"),
        ProblemCode::Unavailable => ("unavailable", "Temporarily unavailable"),
        ProblemCode::Internal => ("internal", "Internal error"),
    }
}

/// The response for an error. Faults of ours are logged here, once, with the chain of causes.
pub(crate) fn render(error: &ApiError, request: &RequestFacts) -> HttpResponse {
    let code = error.code();
    if matches!(error, ApiError::Internal(_) | ApiError::Unavailable(_)) {
        tracing::error!(
            http.method = request.method,
            http.path = request.path,
            request.id = request.request_id,
            error.chain = chain(error),
            "request failed"
        );
    }
    let (kind, title) = kind_and_title(code);
    let problem = ProblemDetails {
        kind: format!("urn:steward:problem:{kind}"),
        title: title.to_owned(),
        status: status(code).as_u16(),
        detail: error.to_string(),
        instance: request.path.clone(),
        code,
        request_id: request.request_id.clone(),
        errors: error.fields().to_vec(),
    };
    let mut response = HttpResponse::build(status(code));
    response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    if let Some(seconds) = error.retry_after_seconds() {
        response.insert_header((header::RETRY_AFTER, seconds.max(1).to_string()));
    }
    match error {
        ApiError::MethodNotAllowed { allow } => {
            response.insert_header((header::ALLOW, allow.as_str()));
        }
        ApiError::Unauthenticated(_) => {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        ApiError::TokenExpired => {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\""));
        }
        _ => {}
    }
    let body = serde_json::to_vec(&problem).expect("a struct of strings and numbers is always JSON");
    response.body(body)
}

/// The problem for an error status that something below us answered without saying more.
pub(crate) fn of_status(status: StatusCode, request: &HttpRequest) -> ApiError {
    match status {
        StatusCode::NOT_FOUND => ApiError::NotFound(format!("There is nothing at {}.", request.path())),
        StatusCode::UNAUTHORIZED => ApiError::Unauthenticated("Sign in first.".to_owned()),
        StatusCode::FORBIDDEN => ApiError::Forbidden("This is not allowed.".to_owned()),
        StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge { limit: 0 },
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            ApiError::UnsupportedMediaType("This content type is not accepted.".to_owned())
        }
        status if status.is_client_error() => {
            ApiError::Malformed { detail: "The request cannot be read.".to_owned(), fields: Vec::new() }
        }
        status => ApiError::internal(format!("answered {status}")),
    }
}

fn chain(error: &ApiError) -> String {
    let mut text = String::new();
    let mut cause = error.source();
    while let Some(error) = cause {
        let message = error.to_string();
        // Some errors say their cause already.
        if !text.contains(&message) {
            if !text.is_empty() {
                text.push_str(": ");
            }
            text.push_str(&message);
        }
        cause = error.source();
    }
    text
}
