use serde::{Deserialize, Serialize};

/// What went wrong, as `application/problem+json` (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemDetails {
    /// A URI reference for the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// A short title, the same for every problem of this kind.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time, and what to do about it.
    pub detail: String,
    /// The path that was asked for.
    pub instance: String,
    /// The kind of problem, for programs.
    pub code: ProblemCode,
    /// The id of the request, to find it in the log.
    pub request_id: String,
    /// The fields that are wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// One wrong field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// JSON pointer into the body, or the name of the query parameter.
    pub pointer: String,
    /// The kind of mistake, lower-case words joined by hyphens.
    pub code: String,
    /// What is wrong and what would be right.
    pub message: String,
}

/// Every kind of problem there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// The request cannot be read: syntax, types, unknown fields or parameters.
    Malformed,
    /// A cursor that is not of this query.
    InvalidCursor,
    /// No credentials, or wrong ones.
    Unauthenticated,
    /// The access token is past its time; refresh it.
    TokenExpired,
    /// The role may not do this.
    Forbidden,
    /// Nothing there, or nothing you may see.
    NotFound,
    /// The path exists, the method does not.
    MethodNotAllowed,
    /// The request clashes with the present state.
    Conflict,
    /// `If-Match` names an older version.
    PreconditionFailed,
    /// `If-Match` is required here.
    PreconditionRequired,
    /// The body is too large.
    TooLarge,
    /// The content type is not accepted.
    UnsupportedMediaType,
    /// Understood, but not valid.
    Invalid,
    /// The `Idempotency-Key` was used with another body.
    IdempotencyKeyReused,
    /// Too many requests, or too many failed sign-ins; see `Retry-After`.
    RateLimited,
    /// A service we depend on does not answer; see `Retry-After`.
    Unavailable,
    /// Our fault.
    Internal,
}
