use api_types::{
    config::{HealthScoreConfig, NewHealthScoreConfig, UpdateHealthScoreConfig},
    health::{HealthOverride, NewHealthOverride},
    page::Page,
    simulation::{HealthScoreSample, HealthScoreSimulation, SimulateHealthScoreConfig},
};
use domain::{ClientId, HealthScoreConfigId};

use super::{Answer, Client, Question, Tagged, work::etag};

impl Client {
    pub fn score_configs(self) -> Question<Page<HealthScoreConfig>> {
        self.get("/config/health-score?limit=200")
    }

    pub async fn score_config(self, id: HealthScoreConfigId) -> Answer<Tagged<HealthScoreConfig>> {
        self.get_tagged(&format!("/config/health-score/{id}")).await
    }

    pub fn score_sample(self) -> Question<HealthScoreSample> {
        self.get("/config/health-score/sample")
    }

    pub async fn create_score_config(self, new: &NewHealthScoreConfig) -> Answer<HealthScoreConfig> {
        self.create("/config/health-score", new).await
    }

    pub async fn update_score_config(
        self,
        id: HealthScoreConfigId,
        change: &UpdateHealthScoreConfig,
        revision: i32,
    ) -> Answer<Tagged<HealthScoreConfig>> {
        self.put(&format!("/config/health-score/{id}"), change, &etag(revision)).await
    }

    pub async fn delete_score_config(self, id: HealthScoreConfigId) -> Answer<()> {
        self.delete(&format!("/config/health-score/{id}")).await
    }

    pub async fn simulate_score_config(
        self,
        id: HealthScoreConfigId,
        wanted: &SimulateHealthScoreConfig,
    ) -> Answer<HealthScoreSimulation> {
        self.create(&format!("/config/health-score/{id}/simulate"), wanted).await
    }

    /// `activate` or `deactivate`.
    pub async fn switch_score_config(
        self,
        id: HealthScoreConfigId,
        verb: &str,
        revision: i32,
    ) -> Answer<HealthScoreConfig> {
        self.act(&format!("/config/health-score/{id}/{verb}"), &etag(revision)).await
    }

    pub async fn override_health(self, client: ClientId, new: &NewHealthOverride) -> Answer<HealthOverride> {
        self.create(&format!("/clients/{client}/health/override"), new).await
    }

    pub async fn end_health_override(self, client: ClientId) -> Answer<()> {
        self.delete(&format!("/clients/{client}/health/override")).await
    }
}
