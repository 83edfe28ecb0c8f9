use api_types::{
    alerts::{Alert, ClientAlerts, ResolveAlert, SnoozeAlert, SnoozeDuration, TeamAlert},
    my_day::MyDay,
    page::Page,
};
use domain::{AlertId, ClientId};
use serde::de::DeserializeOwned;

use super::{Answer, Client, Question};

/// What one does with an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Acknowledge,
    Snooze(SnoozeDuration),
    Dismiss,
    Resolve,
}

impl Client {
    pub fn alerts_by_client(self, search: &str) -> Question<Page<ClientAlerts>> {
        self.get(format!("/alerts/by-client?{search}"))
    }

    pub fn my_day(self, search: &str) -> Question<MyDay> {
        self.get(format!("/my-day?{search}"))
    }

    pub fn client_alerts(self, id: ClientId) -> Question<Page<Alert>> {
        self.get(format!("/clients/{id}/alerts?limit=50"))
    }

    pub async fn act_on_alert(self, id: AlertId, act: Act) -> Answer<Alert> {
        self.answer_one("/alerts", id, act).await
    }

    pub fn team_alerts(self, search: &str) -> Question<Page<TeamAlert>> {
        self.get(format!("/team-alerts?{search}"))
    }

    pub async fn act_on_team_alert(self, id: AlertId, act: Act) -> Answer<TeamAlert> {
        self.answer_one("/team-alerts", id, act).await
    }

    pub async fn reopen_team_alert(self, id: AlertId) -> Answer<TeamAlert> {
        self.command(&format!("/team-alerts/{id}/reopen"), &()).await
    }

    async fn answer_one<T: DeserializeOwned>(self, all: &str, id: AlertId, act: Act) -> Answer<T> {
        match act {
            Act::Acknowledge => self.command(&format!("{all}/{id}/acknowledge"), &()).await,
            Act::Dismiss => self.command(&format!("{all}/{id}/dismiss"), &()).await,
            Act::Resolve => self.command(&format!("{all}/{id}/resolve"), &ResolveAlert::default()).await,
            Act::Snooze(duration) => {
                let body = SnoozeAlert { duration: Some(duration), snoozed_until: None };
                self.command(&format!("{all}/{id}/snooze"), &body).await
            }
        }
    }

    pub async fn reopen_alert(self, id: AlertId) -> Answer<Alert> {
        self.command(&format!("/alerts/{id}/reopen"), &()).await
    }
}
