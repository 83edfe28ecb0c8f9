//! Size and behavioural segments (§3).

mod behaviour;
mod size;

pub use behaviour::{BehaviouralSegment, Behaviour, behavioural_segment};
pub use size::size_segment;
