use api_types::problem::FieldProblem;

use super::ApiError;

/// SQLSTATEs of text PostgreSQL cannot store: a NUL character in text, or in JSON.
const UNSTORABLE_TEXT: [&str; 2] = ["22021", "22P05"];
/// SQLSTATE of a day PostgreSQL cannot store: its calendar ends where chrono's does not.
const DATE_OUT_OF_RANGE: &str = "22008";
/// SQLSTATEs of a broken unique or foreign key. A broken check is our omission, not the caller's conflict.
const KEY_VIOLATIONS: [&str; 2] = ["23505", "23503"];

impl From<store::Error> for ApiError {
    fn from(error: store::Error) -> Self {
        let sql_state = match &error {
            store::Error::Conflict { source, .. } | store::Error::Database(source) => {
                source.as_database_error().and_then(|database| database.code().map(|code| code.into_owned()))
            }
            _ => None,
        };
        match (&error, sql_state.as_deref()) {
            (store::Error::Unavailable(_), _) => Self::Unavailable(Box::new(error)),
            (store::Error::Conflict { .. }, Some(state)) if KEY_VIOLATIONS.contains(&state) => {
                Self::Conflict("This clashes with what is stored already; read it again and retry.".to_owned())
            }
            (store::Error::Database(_), Some(state)) if UNSTORABLE_TEXT.contains(&state) => {
                Self::malformed("", "unstorable-text", "A text holds a NUL character, which cannot be stored.")
            }
            (store::Error::Database(_), Some(DATE_OUT_OF_RANGE)) => {
                Self::malformed("", "out-of-range", "A date lies too far in the past or the future.")
            }
            _ => Self::Internal(Box::new(error)),
        }
    }
}

impl From<sqlx::Error> for ApiError {
    fn from(error: sqlx::Error) -> Self {
        store::Error::from(error).into()
    }
}

impl From<app::Error> for ApiError {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::NotFound(what) => Self::not_found(what),
            app::Error::Forbidden(detail) => Self::Forbidden(sentence(&detail)),
            app::Error::Invalid(fields) => Self::Invalid(fields.into_iter().map(field_problem).collect()),
            app::Error::Conflict(detail) => Self::Conflict(sentence(&detail)),
            app::Error::Stale { .. } => Self::PreconditionFailed(sentence(&error.to_string())),
            app::Error::Unauthenticated(detail) => Self::Unauthenticated(detail.to_owned()),
            app::Error::Throttled { retry_after_seconds } => Self::RateLimited { retry_after_seconds },
            app::Error::Store(error) => error.into(),
            app::Error::Internal(_) => Self::Internal(Box::new(error)),
        }
    }
}

fn field_problem(field: app::InvalidField) -> FieldProblem {
    FieldProblem { pointer: field.pointer, code: field.code.to_owned(), message: sentence(&field.message) }
}

/// Lower layers speak in phrases, problems in sentences.
fn sentence(phrase: &str) -> String {
    let phrase = phrase.trim_end_matches('.');
    let mut letters = phrase.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}
