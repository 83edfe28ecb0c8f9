//! Figures over many clients: churn risk, benchmarks, features, renewals, and the team.
mod asked;
mod benchmarks;
mod churn;
mod drawing;
mod features;
mod figure;
mod frame;
mod list;
mod renewals;
mod sort;
mod team;

pub use benchmarks::Benchmarks;
pub use churn::ChurnRisk;
pub(in crate::pages) use drawing::{Draw, Drawing};
pub use features::FeatureReach;
pub(in crate::pages) use figure::{FIGURES, figure, waiting};
pub use frame::{Analytics, Start};
pub use renewals::Renewals;
pub use team::{Member, Team};
