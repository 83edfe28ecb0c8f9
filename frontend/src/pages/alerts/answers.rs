use api_types::{
    alerts::{Alert, ClientAlerts, SnoozeDuration},
    page::Page,
};
use domain::{AlertId, alert::AlertStatus};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::{Client, alerts::Act},
    browser,
    components::Toasts,
    load::Loaded,
};

/// Answers alerts: at once on the page, then on the server; what the server refuses is taken back.
#[derive(Clone, Copy)]
pub(super) struct Answers {
    pub inbox: Loaded<Page<ClientAlerts>>,
    pub client: Client,
    pub toasts: Toasts,
}

impl Answers {
    /// What the page knows of an alert.
    pub fn find(self, id: AlertId) -> Option<Alert> {
        self.inbox.data.with(|page| {
            page.as_ref()?.data.iter().flat_map(|group| &group.alerts).find(|alert| alert.id == id).cloned()
        })
    }

    /// Does it, says so, and offers to take it back.
    pub fn act(self, id: AlertId, act: Act) {
        let Some(before) = untrack(|| self.find(id)) else { return };
        if !before.status.is_open() || (act == Act::Acknowledge && before.status == AlertStatus::Acknowledged) {
            return;
        }
        self.put(expected(&before, act));
        spawn_local(async move {
            match self.client.act_on_alert(id, act).await {
                Ok(alert) => {
                    self.put(alert);
                    let text = format!("{}: {} at {}", done(act), before.title, before.client_name);
                    self.toasts.say_with_undo(text, move || self.undo(id));
                }
                Err(error) => {
                    self.put(before);
                    self.toasts.fail("The alert was not changed.", &error);
                    self.inbox.reload();
                }
            }
        });
    }

    fn undo(self, id: AlertId) {
        spawn_local(async move {
            match self.client.reopen_alert(id).await {
                Ok(alert) => {
                    self.put(alert);
                    self.toasts.say("Taken back.");
                }
                Err(error) => self.toasts.fail("It was not taken back.", &error),
            }
        });
    }

    fn put(self, changed: Alert) {
        self.inbox.data.update(|page| {
            let mut alerts = page.data.iter_mut().flat_map(|group| &mut group.alerts);
            if let Some(alert) = alerts.find(|alert| alert.id == changed.id) {
                *alert = changed;
            }
        });
    }
}

/// The alert as it will be, so that nobody waits for the server.
fn expected(before: &Alert, act: Act) -> Alert {
    let now = browser::now();
    let mut after = before.clone();
    match act {
        Act::Acknowledge => (after.status, after.acknowledged_at) = (AlertStatus::Acknowledged, Some(now)),
        Act::Snooze(_) => after.status = AlertStatus::Snoozed,
        Act::Dismiss => (after.status, after.dismissed_at) = (AlertStatus::Dismissed, Some(now)),
        Act::Resolve => (after.status, after.resolved_at) = (AlertStatus::Resolved, Some(now)),
    }
    after
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
