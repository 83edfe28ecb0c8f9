use domain::alert::{AlertSeverity, AlertStatus, AlertType};
use serde::Deserialize;
use store::{
    alerts::{AlertFilter, AlertSort},
    clients::SortDirection,
};
use uuid::Uuid;

use crate::ApiError;

const LONGEST_SEARCH: usize = 200;

/// Which alerts. Several values of one parameter mean any of them.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct AlertQuery {
    /// Only these; open ones (`NEW`, `ACKNOWLEDGED`, `SNOOZED`) unless given.
    #[param(style = Form, explode = false, example = "NEW,ACKNOWLEDGED")]
    status: Vec<AlertStatus>,
    /// Only alerts this grave.
    #[param(style = Form, explode = false, example = "CRITICAL,HIGH")]
    severity: Vec<AlertSeverity>,
    /// Only alerts about this.
    #[param(style = Form, explode = false)]
    alert_type: Vec<AlertType>,
    /// Only these clients.
    #[param(style = Form, explode = false)]
    client_id: Vec<Uuid>,
    /// Only clients of these CSMs.
    #[param(style = Form, explode = false)]
    csm_id: Vec<Uuid>,
    /// Only what leaders are to know, or only the rest.
    is_executive: Option<bool>,
    /// Part of the client's name.
    #[param(example = "acme")]
    q: Option<String>,
}

/// The same, with the order of the list.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct AlertListQuery {
    /// Field to sort by, with `-` in front for descending: `severity`, `created_at`, `last_seen_at`, `client`.
    #[param(example = "-created_at", default = "-severity")]
    sort: Option<String>,
    /// Only these; open ones (`NEW`, `ACKNOWLEDGED`, `SNOOZED`) unless given.
    #[param(style = Form, explode = false, example = "NEW,ACKNOWLEDGED")]
    status: Vec<AlertStatus>,
    /// Only alerts this grave.
    #[param(style = Form, explode = false, example = "CRITICAL,HIGH")]
    severity: Vec<AlertSeverity>,
    /// Only alerts about this.
    #[param(style = Form, explode = false)]
    alert_type: Vec<AlertType>,
    /// Only these clients.
    #[param(style = Form, explode = false)]
    client_id: Vec<Uuid>,
    /// Only clients of these CSMs.
    #[param(style = Form, explode = false)]
    csm_id: Vec<Uuid>,
    /// Only what leaders are to know, or only the rest.
    is_executive: Option<bool>,
    /// Part of the client's name.
    #[param(example = "acme")]
    q: Option<String>,
}

impl AlertListQuery {
    pub(super) fn sort(&self) -> Result<(AlertSort, SortDirection), ApiError> {
        let text = self.sort.as_deref().unwrap_or("-severity");
        let (name, direction) = match text.strip_prefix('-') {
            Some(name) => (name, SortDirection::Descending),
            None => (text, SortDirection::Ascending),
        };
        let field = AlertSort::NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field);
        field.map(|field| (field, direction)).ok_or_else(|| {
            let known: Vec<&str> = AlertSort::NAMES.iter().map(|(known, _)| *known).collect();
            let message = format!("Cannot sort by {name:?}; known are {}.", known.join(", "));
            ApiError::malformed("sort", "unknown-value", message)
        })
    }

    pub(super) fn filter(self) -> Result<AlertFilter, ApiError> {
        let Self { status, severity, alert_type, client_id, csm_id, is_executive, q, sort: _ } = self;
        AlertQuery { status, severity, alert_type, client_id, csm_id, is_executive, q }.filter()
    }
}

impl AlertQuery {
    pub(super) fn filter(self) -> Result<AlertFilter, ApiError> {
        if self.q.as_ref().is_some_and(|q| q.chars().count() > LONGEST_SEARCH) {
            return Err(ApiError::malformed("q", "too-long", format!("q has at most {LONGEST_SEARCH} characters.")));
        }
        Ok(AlertFilter {
            status: or_open(self.status),
            severity: self.severity,
            alert_type: self.alert_type,
            client_id: self.client_id,
            csm_id: self.csm_id,
            is_executive: self.is_executive,
            q: self.q.map(|q| q.trim().to_owned()).filter(|q| !q.is_empty()),
        })
    }
}

/// These statuses, or all that are open.
pub(crate) fn or_open(status: Vec<AlertStatus>) -> Vec<AlertStatus> {
    if status.is_empty() {
        AlertStatus::ALL.iter().copied().filter(|status| status.is_open()).collect()
    } else {
        status
    }
}
