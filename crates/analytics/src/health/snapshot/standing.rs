use chrono::NaiveDate;
use domain::NullReason;
use domain::health::ComponentState;
use serde::{Deserialize, Serialize};

/// How a component came to its score, or to none. Written as the word alone where there is nothing
/// else to say, `"OK"`, and as an object otherwise: almost all of millions of rows are the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Standing {
    /// Computed, carried or missing.
    pub state: ComponentState,
    /// The day a carried value is from.
    pub carried_from: Option<NaiveDate>,
    /// Why there is no fresh value.
    pub null_reason: Option<NullReason>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Stored {
    Word(ComponentState),
    Whole {
        state: ComponentState,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        carried_from: Option<NaiveDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        null_reason: Option<NullReason>,
    },
}

impl From<Stored> for Standing {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::Word(state) => Self { state, carried_from: None, null_reason: None },
            Stored::Whole { state, carried_from, null_reason } => Self { state, carried_from, null_reason },
        }
    }
}

impl From<Standing> for Stored {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing { state, carried_from: None, null_reason: None } => Self::Word(state),
            Standing { state, carried_from, null_reason } => Self::Whole { state, carried_from, null_reason },
        }
    }
}
