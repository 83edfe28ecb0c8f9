use api_types::{
    activities::Activity,
    alerts::{Alert, SnoozeDuration},
    my_day::{DayClient, MyDay},
};
use domain::{ClientId, staff::Permission};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::{Client, alerts::Act},
    components::{LogActivity, Toasts},
    load::Loaded,
    pages::client::complete_follow_up,
    session::Session,
};

/// What is done about the clients of the list.
#[derive(Clone, Copy)]
pub(super) struct Tasks {
    pub day: Loaded<MyDay>,
    pub api: Client,
    pub log: LogActivity,
    pub toasts: Toasts,
}

impl Tasks {
    /// Answers an alert: it leaves the list at once, and comes back if the server refuses.
    pub fn answer(self, alert: Alert, act: Act) {
        self.day.data.update(|day| take_out(day, &alert));
        spawn_local(async move {
            match self.api.act_on_alert(alert.id, act).await {
                Ok(_) => {
                    let done = if act == Act::Acknowledge { "Acknowledged" } else { "Snoozed for a day" };
                    let text = format!("{done}: {} at {}", alert.title, alert.client_name);
                    self.toasts.say_with_undo(text, move || self.reopen(alert.id));
                }
                Err(error) => self.toasts.fail("The alert was not changed.", &error),
            }
            self.day.reload();
        });
    }

    fn reopen(self, id: domain::AlertId) {
        spawn_local(async move {
            match self.api.reopen_alert(id).await {
                Ok(_) => self.toasts.say("Taken back."),
                Err(error) => self.toasts.fail("It was not taken back.", &error),
            }
            self.day.reload();
        });
    }

    /// Says that a follow-up is done; the list is read again when that was saved.
    pub fn complete(self, follow_up: Activity) {
        spawn_local(complete_follow_up(self.api, self.log, self.toasts, follow_up));
    }

    /// `a` and `s` answer the gravest alert of a client, `f` completes the follow-up that is longest due.
    pub fn by_key(self, client: ClientId, key: &str) -> bool {
        let found = untrack(|| {
            self.day.data.with(|day| day.as_ref()?.data.iter().find(|found| found.id == client).map(first_of_each))
        });
        let Some((alert, follow_up)) = found else { return false };
        let alert = alert.filter(|_| Session::from_context().may(Permission::ActOnAlerts));
        match (key, alert, follow_up) {
            ("a", Some(alert), _) => self.answer(alert, Act::Acknowledge),
            ("s", Some(alert), _) => self.answer(alert, Act::Snooze(SnoozeDuration::OneDay)),
            ("f", _, Some(follow_up)) => self.complete(follow_up),
            _ => return false,
        }
        true
    }
}

fn first_of_each(client: &DayClient) -> (Option<Alert>, Option<Activity>) {
    (client.alerts.first().cloned(), client.follow_ups.first().cloned())
}

/// The list without an alert, and without its client if nothing else is left to do there.
fn take_out(day: &mut MyDay, alert: &Alert) {
    let client = day.data.iter_mut().find(|client| client.id == alert.client_id);
    let Some((client, place)) = client.and_then(|client| {
        let place = client.alerts.iter().position(|other| other.id == alert.id)?;
        Some((client, place))
    }) else {
        return;
    };
    client.alerts.remove(place);
    client.alert_count -= 1;
    day.summary.alerts -= 1;
    let before = day.data.len();
    day.data.retain(|client| client.alert_count + client.follow_up_count > 0);
    let gone = (before - day.data.len()) as i64;
    day.summary.clients -= gone;
    day.pagination.total -= gone;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> MyDay {
        let alert = |id: &str, client: &str| {
            serde_json::json!({"id": id, "client_id": client, "client_name": "Acme", "alert_type": "NO_CONTACT",
                "severity": "LOW", "is_executive": false, "title": "No contact", "description": "", "trigger_metric": null,
                "trigger_value": null, "trigger_threshold": null, "related_entity_type": null, "related_entity_id": null,
                "status": "NEW", "acknowledged_at": null, "acknowledged_by": null, "snoozed_until": null, "dismissed_at": null,
                "dismissed_by": null, "resolved_at": null, "resolved_by": null, "resolution_notes": null, "reopened_count": 0,
                "last_seen_at": "2026-02-15T08:00:00Z", "created_at": "2026-02-15T08:00:00Z",
                "updated_at": "2026-02-15T08:00:00Z", "version": 1})
        };
        let client = |id: &str, alerts: Vec<serde_json::Value>, follow_ups: i64| {
            serde_json::json!({"id": id, "name": "Acme", "contract_tier": "STARTER", "annual_recurring_revenue": null,
                "current_health_score": null, "health_status": null, "health_trend": "FLAT", "health_trend_change": null,
                "churn_risk_score": null, "renewal_due_date": null, "days_to_renewal": null, "csm": null, "reason": "",
                "priority": null, "priority_null_reason": "NO_DATA", "alert_count": alerts.len(), "alerts": alerts,
                "follow_up_count": follow_ups, "follow_ups": []})
        };
        let (one, two) = ("01931b6e-0000-7000-8000-000000000001", "01931b6e-0000-7000-8000-000000000002");
        let (a, b) = ("01931b6e-0000-7000-8000-00000000000a", "01931b6e-0000-7000-8000-00000000000b");
        let json = serde_json::json!({"date": "2026-02-15",
            "summary": {"clients": 2, "alerts": 2, "follow_ups": 1, "expected_loss": null, "currency": "USD"},
            "data": [client(one, vec![alert(a, one)], 0), client(two, vec![alert(b, two)], 1)],
            "pagination": {"page": 1, "limit": 25, "total": 2, "pages": 1, "next_cursor": null}});
        serde_json::from_value(json).expect("a day")
    }

    #[test]
    fn a_client_leaves_with_the_last_thing_to_do() {
        let mut day = day();
        let alerts: Vec<Alert> = day.data.iter().map(|client| client.alerts[0].clone()).collect();
        take_out(&mut day, &alerts[0]);
        assert_eq!((day.data.len(), day.summary.clients, day.pagination.total, day.summary.alerts), (1, 1, 1, 1));
        take_out(&mut day, &alerts[1]);
        assert_eq!((day.data.len(), day.summary.clients, day.summary.alerts), (1, 1, 0), "a follow-up is left");
        take_out(&mut day, &alerts[1]);
        assert_eq!(day.data.len(), 1);
    }
}
