//! Size and behavioural segments (§3).

mod behaviour;
mod size;

pub use behaviour::{Behaviour, BehaviouralSegment, behavioural_segment};
pub use size::size_segment;
