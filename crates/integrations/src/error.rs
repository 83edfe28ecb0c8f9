use std::time::Duration;

/// The longest text of a receiver that is passed on.
const LONGEST_REASON: usize = 300;

/// Why a message did not go out. No text holds a secret, an address that is one, or what the message says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It may go out later.
    #[error("{reason}")]
    Later {
        /// What happened.
        reason: String,
        /// What the receiver asked us to wait.
        wait: Option<Duration>,
    },
    /// It will never go out as it is.
    #[error("{reason}")]
    Never {
        /// What happened.
        reason: String,
    },
}

impl SendError {
    /// It may go out later.
    pub fn later(reason: impl AsRef<str>) -> Self {
        Self::Later { reason: tidy(reason.as_ref()), wait: None }
    }

    /// It will never go out as it is.
    pub fn never(reason: impl AsRef<str>) -> Self {
        Self::Never { reason: tidy(reason.as_ref()) }
    }
}

/// Why a receiver cannot be set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub String);

/// One line, not too long.
fn tidy(reason: &str) -> String {
    let line: String = reason.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_REASON).collect();
    line.trim().to_owned()
}
