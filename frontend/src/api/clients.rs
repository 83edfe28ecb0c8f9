use api_types::{
    clients::{Client as ClientDetail, ClientListItem, ClientOverview, UpdateClient},
    health::{HealthDetails, HealthDrivers},
    page::Page,
};
use chrono::NaiveDate;
use domain::ClientId;

use super::{Answer, Client, Question, Tagged};

impl Client {
    pub fn list_clients(self, search: &str) -> Question<Page<ClientListItem>> {
        self.get(format!("/clients?{search}"))
    }

    pub fn client_overview(self, id: ClientId) -> Question<ClientOverview> {
        self.get(format!("/clients/{id}/overview"))
    }

    pub async fn client(self, id: ClientId) -> Answer<Tagged<ClientDetail>> {
        self.get_tagged(&format!("/clients/{id}")).await
    }

    pub async fn update_client(self, id: ClientId, change: &UpdateClient, etag: &str) -> Answer<Tagged<ClientDetail>> {
        self.put(&format!("/clients/{id}"), change, etag).await
    }

    pub async fn refresh_health(self, id: ClientId) -> Answer<HealthDetails> {
        self.post(&format!("/clients/{id}/health/refresh")).await
    }

    pub fn health_drivers(self, id: ClientId, (from, to): (NaiveDate, NaiveDate)) -> Question<HealthDrivers> {
        self.get(format!("/clients/{id}/health/drivers?from={from}&to={to}"))
    }
}
