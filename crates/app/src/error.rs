/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not there, or outside the caller's scope.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// Known, but not allowed to this role.
    #[error("{0}")]
    Forbidden(String),
    /// Understood, but not valid.
    #[error("{} field(s) are not valid", .0.len())]
    Invalid(Vec<InvalidField>),
    /// Clashes with the present state.
    #[error("{0}")]
    Conflict(String),
    /// The version the caller edited is not the present one.
    #[error("someone else changed it meanwhile; the present version is {current}")]
    Stale {
        /// The present version.
        current: i32,
    },
    /// No such credentials.
    #[error("{0}")]
    Unauthenticated(&'static str),
    /// Too many failed tries.
    #[error("too many tries; try again in {retry_after_seconds} seconds")]
    Throttled {
        /// Seconds to wait.
        retry_after_seconds: i64,
    },
    /// The database failed.
    #[error("the database failed")]
    Store(#[from] store::Error),
    /// Anything else that is our fault.
    #[error("{0}")]
    Internal(String),
}

/// One field that is not valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidField {
    /// JSON pointer.
    pub pointer: String,
    /// Kind of mistake.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Error {
    /// One field is not valid.
    pub fn invalid(pointer: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![InvalidField { pointer: pointer.into(), code, message: message.into() }])
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What a use case comes back with.
pub type Result<T> = std::result::Result<T, Error>;
