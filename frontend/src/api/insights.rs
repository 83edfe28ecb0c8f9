use api_types::{
    adoption::FeatureReachSummary,
    benchmarks::{ClientBenchmark, IndustryBenchmark},
    churn::{ClientChurnRisk, PortfolioChurnRisk},
    renewals::RenewalSummary,
    team::{CsmCapacitySettings, CsmMetrics, CsmPerformance, UpdateCsmCapacity},
    team_balance::TeamBalance,
};
use domain::{ClientId, SegmentId, StaffId, benchmark::CohortKind};

use super::{Answer, Client, Question, Tagged, work::etag};
use crate::query::escape;

impl Client {
    pub fn churn_risks(self, search: &str) -> Question<PortfolioChurnRisk> {
        self.get(format!("/analytics/churn-risk?{search}"))
    }

    pub fn client_churn_risk(self, id: ClientId) -> Question<ClientChurnRisk> {
        self.get(format!("/clients/{id}/churn-risk"))
    }

    pub fn renewals(self, search: &str) -> Question<RenewalSummary> {
        self.get(format!("/analytics/renewals?{search}"))
    }

    pub fn csm_performance(self, search: &str) -> Question<CsmPerformance> {
        self.get(format!("/analytics/csm-performance?{search}"))
    }

    pub fn csm_metrics(self, id: StaffId, search: &str) -> Question<CsmMetrics> {
        self.get(format!("/analytics/csm/{id}/metrics?{search}"))
    }

    pub fn csm_rebalancing(self) -> Question<TeamBalance> {
        self.get("/analytics/csm-rebalancing")
    }

    pub async fn csm_capacity(self, id: StaffId) -> Answer<Tagged<CsmCapacitySettings>> {
        self.get_tagged(&format!("/config/csm-capacity/{id}")).await
    }

    pub async fn put_csm_capacity(
        self,
        id: StaffId,
        change: &UpdateCsmCapacity,
        version: i32,
    ) -> Answer<Tagged<CsmCapacitySettings>> {
        self.put(&format!("/config/csm-capacity/{id}"), change, &etag(version)).await
    }

    pub fn feature_reach(self) -> Question<FeatureReachSummary> {
        self.get("/analytics/feature-adoption")
    }

    pub fn industry_benchmark(self, industry: &str) -> Question<IndustryBenchmark> {
        self.get(format!("/benchmarks/industry/{}", escape(industry)))
    }

    pub fn client_benchmark(
        self,
        id: ClientId,
        cohort: Option<CohortKind>,
        segment: Option<SegmentId>,
    ) -> Question<ClientBenchmark> {
        let search = cohort.map(|cohort| format!("?cohort={cohort}")).unwrap_or_default();
        let segment = segment.map(|segment| format!("&segment_id={segment}")).unwrap_or_default();
        self.get(format!("/clients/{id}/benchmark{search}{segment}"))
    }
}
