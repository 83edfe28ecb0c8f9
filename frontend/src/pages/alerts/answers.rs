use api_types::{
    alerts::{ClientAlerts, SnoozeDuration, TeamAlert},
    page::Page,
};
use domain::{AlertId, alert::AlertStatus, staff::Permission};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::shown::{Shown, Told};
use crate::{
    api::{Client, alerts::Act},
    browser,
    components::Toasts,
    load::Loaded,
    session::Session,
};

/// Answers alerts: at once on the page, then on the server; what the server refuses is taken back.
#[derive(Clone, Copy)]
pub(super) struct Answers {
    pub inbox: Loaded<Page<ClientAlerts>>,
    /// None for those who see nothing about the team.
    pub team: Option<Loaded<Page<TeamAlert>>>,
    pub session: Session,
    pub client: Client,
    pub toasts: Toasts,
}

impl Answers {
    /// What the page knows of an alert.
    pub fn find(self, id: AlertId) -> Option<Shown> {
        self.told(id).map(|told| told.shown())
    }

    /// Whether whoever looks at the page may answer it, as things stand.
    pub fn may_answer(self, alert: &Shown) -> bool {
        let right = if alert.client.is_some() { Permission::ActOnAlerts } else { Permission::ActOnTeamAlerts };
        alert.status.is_open() && self.session.may(right)
    }

    fn told(self, id: AlertId) -> Option<Told> {
        let of_client = self.inbox.data.with(|page| {
            page.as_ref()?.data.iter().flat_map(|group| &group.alerts).find(|alert| alert.id == id).cloned()
        });
        let of_team = || self.team?.data.with(|page| page.as_ref()?.data.iter().find(|alert| alert.id == id).cloned());
        of_client.map(Told::Client).or_else(|| of_team().map(Told::Team))
    }

    /// Reads everything again.
    pub fn reload(self) {
        self.inbox.reload();
        if let Some(team) = self.team {
            team.reload();
        }
    }

    /// Does it, says so, and offers to take it back.
    pub fn act(self, id: AlertId, act: Act) {
        let Some(told) = untrack(|| self.told(id)) else { return };
        let before = told.shown();
        let is_done = act == Act::Acknowledge && before.status == AlertStatus::Acknowledged;
        if is_done || !untrack(|| self.may_answer(&before)) {
            return;
        }
        self.put(told.clone().expected(act, browser::now()));
        let is_about_team = before.client.is_none();
        spawn_local(async move {
            let answer = match is_about_team {
                false => self.client.act_on_alert(id, act).await.map(Told::Client),
                true => self.client.act_on_team_alert(id, act).await.map(Told::Team),
            };
            match answer {
                Ok(alert) => {
                    self.put(alert);
                    let at = before.client.map(|(_, name)| format!(" at {name}")).unwrap_or_default();
                    let text = format!("{}: {}{at}", done(act), before.title);
                    self.toasts.say_with_undo(text, move || self.undo(id, is_about_team));
                }
                Err(error) => {
                    self.put(told);
                    self.toasts.fail("The alert was not changed.", &error);
                    self.reload();
                }
            }
        });
    }

    fn undo(self, id: AlertId, is_about_team: bool) {
        spawn_local(async move {
            let answer = match is_about_team {
                false => self.client.reopen_alert(id).await.map(Told::Client),
                true => self.client.reopen_team_alert(id).await.map(Told::Team),
            };
            match answer {
                Ok(alert) => {
                    self.put(alert);
                    self.toasts.say("Taken back.");
                }
                Err(error) => self.toasts.fail("It was not taken back.", &error),
            }
        });
    }

    fn put(self, changed: Told) {
        match (changed, self.team) {
            (Told::Client(changed), _) => self.inbox.data.update(|page| {
                let mut alerts = page.data.iter_mut().flat_map(|group| &mut group.alerts);
                if let Some(alert) = alerts.find(|alert| alert.id == changed.id) {
                    *alert = changed;
                }
            }),
            (Told::Team(changed), Some(team)) => team.data.update(|page| {
                if let Some(alert) = page.data.iter_mut().find(|alert| alert.id == changed.id) {
                    *alert = changed;
                }
            }),
            (Told::Team(_), None) => {}
        }
    }
}

fn done(act: Act) -> &'static str {
    match act {
        Act::Acknowledge => "Acknowledged",
        Act::Snooze(SnoozeDuration::OneDay) => "Snoozed for a day",
        Act::Snooze(SnoozeDuration::OneWeek) => "Snoozed for a week",
        Act::Dismiss => "Dismissed",
        Act::Resolve => "Resolved",
    }
}
