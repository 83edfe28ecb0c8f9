use std::str::FromStr;

/// What a query may come back with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A named constraint was broken.
    #[error("constraint {constraint} does not allow this")]
    Conflict {
        /// Name of the constraint.
        constraint: String,
        /// The database's error.
        #[source]
        source: sqlx::Error,
    },
    /// A row holds what our code does not know.
    #[error("{table}.{column} holds {value:?}")]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
        /// The value.
        value: String,
    },
    /// The database does not answer; trying again later may help.
    #[error("the database does not answer")]
    Unavailable(#[source] sqlx::Error),
    /// Anything else.
    #[error("the database refused a statement")]
    Database(#[source] sqlx::Error),
}

/// What a query comes back with.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// The named constraint that was broken, if that is what happened.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Conflict { constraint, .. } => Some(constraint),
            _ => None,
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(database) => {
                if let Some(constraint) = database.constraint() {
                    return Self::Conflict { constraint: constraint.to_owned(), source: error };
                }
                // 57P: the server is shutting down; 53: out of resources; 08: the connection broke; 55000: the database
                // takes no connections for now.
                let unavailable = database
                    .code()
                    .is_some_and(|code| ["57P", "53", "08", "55000"].iter().any(|class| code.starts_with(class)));
                if unavailable { Self::Unavailable(error) } else { Self::Database(error) }
            }
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Protocol(_)
            | sqlx::Error::Tls(_) => Self::Unavailable(error),
            _ => Self::Database(error),
        }
    }
}

/// Reads a closed-list word of a row.
pub fn parse_column<T: FromStr>(table: &'static str, column: &'static str, value: &str) -> Result<T> {
    value.parse().map_err(|_| Error::Inconsistent { table, column, value: value.to_owned() })
}
