use domain::NullReason;
use domain::health::ComponentState;
use domain::import::DataFeed;

use super::{Measurement, Scene};
use crate::health::feeds::Standing;

/// Why a component has no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// No source, or not applicable.
    NoData(NullReason),
    /// The source is silent.
    Stale,
    /// The source delivered nonsense.
    Error,
}

pub(super) type Found<T> = Result<T, Missing>;

impl From<Missing> for Measurement {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::NoData(reason) => Self::missing(ComponentState::NoData, reason),
            Missing::Stale => Self::missing(ComponentState::Stale, NullReason::Stale),
            Missing::Error => Self::missing(ComponentState::Error, NullReason::Error),
        }
    }
}

/// A source the component cannot do without.
pub(super) fn required(scene: &Scene<'_>, feed: DataFeed) -> Found<()> {
    match scene.standing(feed) {
        Standing::Fresh => Ok(()),
        Standing::Stale => Err(Missing::Stale),
        Standing::Absent => Err(Missing::NoData(NullReason::NoData)),
    }
}

/// A source the component can do without. Connected but silent still stops it: going on with the
/// other inputs would raise or lower the score without a cause (§4.1).
pub(super) fn optional(scene: &Scene<'_>, feed: DataFeed) -> Found<bool> {
    match scene.standing(feed) {
        Standing::Fresh => Ok(true),
        Standing::Stale => Err(Missing::Stale),
        Standing::Absent => Ok(false),
    }
}
