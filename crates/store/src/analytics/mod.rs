//! Sums over the portfolio. SQL sums; dividing, classifying and rounding is done in Rust.

mod at_risk;
mod distribution;
mod facets;
mod portfolio;
mod snapshots;

pub use at_risk::{AtRiskRow, AtRiskTotals, ReasonRow, at_risk_clients, at_risk_reasons, at_risk_totals};
pub use distribution::{BandRow, health_distribution};
pub use facets::{FacetRow, facets};
pub use portfolio::{PortfolioRow, portfolio};
pub use snapshots::{SnapshotRow, snapshots, write_snapshots, write_tier_snapshots};
