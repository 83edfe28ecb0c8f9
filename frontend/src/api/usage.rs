use api_types::{
    adoption::{ClientAdoption, FeatureDetails},
    page::Page,
    usage::{ClientUsage, UsageUser},
};
use domain::ClientId;
use web_sys::AbortSignal;

use super::{Answer, Client};
use crate::query::escape;

impl Client {
    pub async fn client_usage(self, id: ClientId, days: i64, signal: Option<AbortSignal>) -> Answer<ClientUsage> {
        self.get(&format!("/clients/{id}/usage?days={days}"), signal).await
    }

    pub async fn usage_users(self, id: ClientId, search: &str, signal: Option<AbortSignal>) -> Answer<Page<UsageUser>> {
        self.get(&format!("/clients/{id}/usage/users?{search}"), signal).await
    }

    pub async fn client_adoption(self, id: ClientId, signal: Option<AbortSignal>) -> Answer<ClientAdoption> {
        self.get(&format!("/clients/{id}/adoption"), signal).await
    }

    pub async fn client_feature(
        self,
        id: ClientId,
        feature: &str,
        signal: Option<AbortSignal>,
    ) -> Answer<FeatureDetails> {
        self.get(&format!("/clients/{id}/adoption/{}", escape(feature)), signal).await
    }
}
