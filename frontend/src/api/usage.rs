use api_types::{
    adoption::{ClientAdoption, FeatureDetails},
    page::Page,
    usage::{ClientUsage, UsageUser},
};
use domain::ClientId;

use super::{Client, Question};
use crate::query::escape;

impl Client {
    pub fn client_usage(self, id: ClientId, days: i64) -> Question<ClientUsage> {
        self.get(format!("/clients/{id}/usage?days={days}"))
    }

    pub fn usage_users(self, id: ClientId, search: &str) -> Question<Page<UsageUser>> {
        self.get(format!("/clients/{id}/usage/users?{search}"))
    }

    pub fn client_adoption(self, id: ClientId) -> Question<ClientAdoption> {
        self.get(format!("/clients/{id}/adoption"))
    }

    pub fn client_feature(self, id: ClientId, feature: &str) -> Question<FeatureDetails> {
        self.get(format!("/clients/{id}/adoption/{}", escape(feature)))
    }
}
