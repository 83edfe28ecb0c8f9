use api_types::analytics::{AtRiskSummary, HealthDistribution, PortfolioSummary};
use web_sys::AbortSignal;

use super::{Answer, Client};

impl Client {
    pub async fn portfolio(self, signal: Option<AbortSignal>) -> Answer<PortfolioSummary> {
        self.get("/analytics/portfolio", signal).await
    }

    pub async fn health_distribution(self, signal: Option<AbortSignal>) -> Answer<HealthDistribution> {
        self.get("/analytics/health-distribution", signal).await
    }

    pub async fn at_risk(self, signal: Option<AbortSignal>) -> Answer<AtRiskSummary> {
        self.get("/analytics/at-risk", signal).await
    }
}
