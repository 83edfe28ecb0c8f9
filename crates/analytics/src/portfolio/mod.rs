//! Many clients as one figure (M005 to M013). Scores of different profiles are never averaged
//! together (§4.3): call these per profile.

mod distribution;
mod moves;
mod ranking;

pub use distribution::{Colour3, Distribution, Exec3, average_health, weighted_average_health};
pub use moves::{PortfolioMove, PortfolioTrend, RiskMove, portfolio_trend, risk_trend};
pub use ranking::{AtRiskAccount, ClientCount, rank_at_risk};
