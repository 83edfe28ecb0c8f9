use api_types::analytics::{AtRiskSummary, HealthDistribution, PortfolioSummary};

use super::{Client, Question};

impl Client {
    pub fn portfolio(self) -> Question<PortfolioSummary> {
        self.get("/analytics/portfolio")
    }

    pub fn health_distribution(self) -> Question<HealthDistribution> {
        self.get("/analytics/health-distribution")
    }

    pub fn at_risk(self) -> Question<AtRiskSummary> {
        self.get("/analytics/at-risk")
    }
}
