//! Every way a request can fail, as one enum, and its one shape on the wire.

mod from_lower_layers;
mod render;
#[cfg(test)]
mod tests;

use api_types::problem::{FieldProblem, ProblemCode};

pub(crate) use render::{RequestFacts, of_status, render};

/// What a handler comes back with.
pub type ApiResult<T> = Result<T, ApiError>;

/// Seconds after which a client may try again when the database is down.
const RETRY_UNAVAILABLE_SECONDS: i64 = 5;

/// Why a request was refused.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// 400: cannot be read.
    #[error("{detail}")]
    Malformed {
        /// What is wrong.
        detail: String,
        /// Where it is wrong.
        fields: Vec<FieldProblem>,
    },
    /// 400: a cursor that is not of this query.
    #[error("The cursor does not belong to this query; start again without it.")]
    InvalidCursor,
    /// 401: no credentials, or wrong ones.
    #[error("{0}")]
    Unauthenticated(String),
    /// 401: past its time.
    #[error("The access token is past its time; refresh it.")]
    TokenExpired,
    /// 403: the role may not do this.
    #[error("{0}")]
    Forbidden(String),
    /// 404: nothing there, or nothing the caller may see.
    #[error("{0}")]
    NotFound(String),
    /// 405: the path exists, the method does not.
    #[error("This path answers {allow} only.")]
    MethodNotAllowed {
        /// Methods that exist.
        allow: String,
    },
    /// 409: clashes with the present state.
    #[error("{0}")]
    Conflict(String),
    /// 412: another version.
    #[error("{0}")]
    PreconditionFailed(String),
    /// 428: `If-Match` is missing.
    #[error("Send If-Match with the ETag of the version you edited.")]
    PreconditionRequired,
    /// 413: too large.
    #[error("The body is larger than {limit} bytes.")]
    TooLarge {
        /// Bytes allowed.
        limit: usize,
    },
    /// 415: not a content type this endpoint reads.
    #[error("{0}")]
    UnsupportedMediaType(String),
    /// 422: understood, but not valid.
    #[error("{} of the fields cannot be accepted.", .0.len())]
    Invalid(Vec<FieldProblem>),
    /// 422: the key was used for another request.
    #[error("This Idempotency-Key was used for another request within the last 24 hours.")]
    IdempotencyKeyReused,
    /// 429: too many requests or tries.
    #[error("Too many requests; try again in {retry_after_seconds} seconds.")]
    RateLimited {
        /// Seconds to wait.
        retry_after_seconds: i64,
    },
    /// 503: something we depend on does not answer.
    #[error("The database does not answer at the moment; try again in a few seconds.")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// 500: our fault. The source is logged, never sent.
    #[error("Something went wrong on our side. The request id finds it in the log.")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ApiError {
    /// 400 that points at one field or parameter.
    pub fn malformed(pointer: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self::Malformed {
            detail: message.clone(),
            fields: vec![FieldProblem { pointer: pointer.into(), code: code.to_owned(), message }],
        }
    }

    /// 422 that points at one field or parameter.
    pub fn invalid(pointer: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldProblem { pointer: pointer.into(), code: code.to_owned(), message: message.into() }])
    }

    /// 404 for a kind of thing, e.g. `client`.
    pub fn not_found(what: &str) -> Self {
        Self::NotFound(format!("There is no such {what}, or it is not yours to see."))
    }

    /// 500 with a reason for the log.
    pub fn internal(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(reason.into())
    }

    /// The kind of problem.
    pub fn code(&self) -> ProblemCode {
        use ProblemCode as P;
        match self {
            Self::Malformed { .. } => P::Malformed,
            Self::InvalidCursor => P::InvalidCursor,
            Self::Unauthenticated(_) => P::Unauthenticated,
            Self::TokenExpired => P::TokenExpired,
            Self::Forbidden(_) => P::Forbidden,
            Self::NotFound(_) => P::NotFound,
            Self::MethodNotAllowed { .. } => P::MethodNotAllowed,
            Self::Conflict(_) => P::Conflict,
            Self::PreconditionFailed(_) => P::PreconditionFailed,
            Self::PreconditionRequired => P::PreconditionRequired,
            Self::TooLarge { .. } => P::TooLarge,
            Self::UnsupportedMediaType(_) => P::UnsupportedMediaType,
            Self::Invalid(_) => P::Invalid,
            Self::IdempotencyKeyReused => P::IdempotencyKeyReused,
            Self::RateLimited { .. } => P::RateLimited,
            Self::Unavailable(_) => P::Unavailable,
            Self::Internal(_) => P::Internal,
        }
    }

    fn fields(&self) -> &[FieldProblem] {
        match self {
            Self::Malformed { fields, .. } | Self::Invalid(fields) => fields,
            _ => &[],
        }
    }

    fn retry_after_seconds(&self) -> Option<i64> {
        match self {
            Self::RateLimited { retry_after_seconds } => Some(*retry_after_seconds),
            Self::Unavailable(_) => Some(RETRY_UNAVAILABLE_SECONDS),
            _ => None,
        }
    }
}
