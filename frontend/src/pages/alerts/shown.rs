use api_types::{
    alerts::{Alert, TeamAlert},
    users::UserName,
};
use chrono::{DateTime, Utc};
use domain::{
    AlertId, ClientId, ImportBatchId, StaffId,
    alert::{AlertSeverity, AlertStatus, AlertType},
};

use crate::{api::alerts::Act, routes};

/// An alert as the server told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    Client(Alert),
    Team(TeamAlert),
}

/// What a row shows of an alert, whatever it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub id: AlertId,
    /// The client it is about, and its name; none of one about the team.
    pub client: Option<(ClientId, String)>,
    /// Where its title leads.
    pub href: String,
    pub alert_type: AlertType,
    pub severity: AlertSeverity,
    pub title: String,
    pub description: String,
    pub status: AlertStatus,
    /// Who put it there.
    pub by: Option<UserName>,
    pub snoozed_until: Option<DateTime<Utc>>,
    pub resolved_at: Option<DateTime<Utc>>,
    pub ended_by_itself: bool,
    pub reopened_count: i32,
    pub created_at: DateTime<Utc>,
}

impl Told {
    pub fn shown(&self) -> Shown {
        macro_rules! shown {
            ($alert:ident, $client:expr, $href:expr) => {
                Shown {
                    id: $alert.id,
                    client: $client,
                    href: $href,
                    alert_type: $alert.alert_type,
                    severity: $alert.severity,
                    title: $alert.title.clone(),
                    description: $alert.description.clone(),
                    status: $alert.status,
                    by: match $alert.status {
                        AlertStatus::New | AlertStatus::Snoozed => None,
                        AlertStatus::Acknowledged => $alert.acknowledged_by.clone(),
                        AlertStatus::Dismissed => $alert.dismissed_by.clone(),
                        AlertStatus::Resolved => $alert.resolved_by.clone(),
                    },
                    snoozed_until: $alert.snoozed_until,
                    resolved_at: $alert.resolved_at,
                    ended_by_itself: $alert.resolution_notes.as_deref() == Some("auto"),
                    reopened_count: $alert.reopened_count,
                    created_at: $alert.created_at,
                }
            };
        }
        match self {
            Self::Client(alert) => {
                shown!(alert, Some((alert.client_id, alert.client_name.clone())), routes::client(alert.client_id))
            }
            Self::Team(alert) => shown!(alert, None, href(alert)),
        }
    }

    /// The same as it will be, so that nobody waits for the server.
    pub fn expected(mut self, act: Act, now: DateTime<Utc>) -> Self {
        let (status, acknowledged_at, dismissed_at, resolved_at) = match &mut self {
            Self::Client(alert) => {
                (&mut alert.status, &mut alert.acknowledged_at, &mut alert.dismissed_at, &mut alert.resolved_at)
            }
            Self::Team(alert) => {
                (&mut alert.status, &mut alert.acknowledged_at, &mut alert.dismissed_at, &mut alert.resolved_at)
            }
        };
        match act {
            Act::Acknowledge => (*status, *acknowledged_at) = (AlertStatus::Acknowledged, Some(now)),
            Act::Snooze(_) => *status = AlertStatus::Snoozed,
            Act::Dismiss => (*status, *dismissed_at) = (AlertStatus::Dismissed, Some(now)),
            Act::Resolve => (*status, *resolved_at) = (AlertStatus::Resolved, Some(now)),
        }
        self
    }
}

/// The manager, or the import; a source has no page of its own.
fn href(alert: &TeamAlert) -> String {
    let id = alert.related_entity_id.as_deref().unwrap_or_default();
    let page = match alert.related_entity_type.as_deref() {
        Some("staff") => id.parse::<StaffId>().ok().map(routes::member),
        Some("import_batch") => id.parse::<ImportBatchId>().ok().map(routes::import),
        _ => None,
    };
    page.unwrap_or_else(|| {
        let all = if alert.alert_type == AlertType::CsmOverload { routes::TEAM } else { routes::IMPORTS };
        all.to_owned()
    })
}
