use api_types::{
    clients::{Client as ClientDetail, ClientListItem, ClientOverview, UpdateClient},
    health::{HealthDetails, HealthDrivers},
    page::Page,
};
use chrono::NaiveDate;
use domain::ClientId;
use web_sys::AbortSignal;

use super::{Answer, Client, Tagged};

impl Client {
    pub async fn list_clients(self, search: &str, signal: Option<AbortSignal>) -> Answer<Page<ClientListItem>> {
        self.get(&format!("/clients?{search}"), signal).await
    }

    pub async fn client_overview(self, id: ClientId, signal: Option<AbortSignal>) -> Answer<ClientOverview> {
        self.get(&format!("/clients/{id}/overview"), signal).await
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

    pub async fn health_drivers(
        self,
        id: ClientId,
        days: (NaiveDate, NaiveDate),
        signal: Option<AbortSignal>,
    ) -> Answer<HealthDrivers> {
        let (from, to) = days;
        self.get(&format!("/clients/{id}/health/drivers?from={from}&to={to}"), signal).await
    }
}
