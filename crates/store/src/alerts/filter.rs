//! The one place that builds SQL for the inbox from what a caller asks for. Every value is bound.

use domain::{
    Scope,
    alert::{AlertSeverity, AlertStatus, AlertType},
};
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::search::like_pattern;

/// Which alerts are asked for. Several values of one field mean any of them; an empty list means no restriction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AlertFilter {
    pub status: Vec<AlertStatus>,
    pub severity: Vec<AlertSeverity>,
    pub alert_type: Vec<AlertType>,
    pub client_id: Vec<Uuid>,
    pub csm_id: Vec<Uuid>,
    pub is_executive: Option<bool>,
    pub q: Option<String>,
}

/// What the list can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertSort {
    Severity,
    CreatedAt,
    LastSeenAt,
    Client,
}

impl AlertSort {
    /// As the API spells it.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("severity", Self::Severity),
        ("created_at", Self::CreatedAt),
        ("last_seen_at", Self::LastSeenAt),
        ("client", Self::Client),
    ];

    /// The SQL expression, which is never null, and the type its text form is cast back to in a cursor.
    pub(super) fn expression(self) -> (&'static str, &'static str) {
        match self {
            Self::Severity => ("a.severity_rank", "smallint"),
            Self::CreatedAt => ("a.created_at", "timestamptz"),
            Self::LastSeenAt => ("a.last_seen_at", "timestamptz"),
            Self::Client => ("lower(c.name)", "text"),
        }
    }
}

/// Appends `where …` for a scope and a filter over `client_alert a join client c`.
pub(super) fn push_where(query: &mut QueryBuilder<Postgres>, scope: &Scope, filter: &AlertFilter) {
    query.push(" where true");
    if let Some(id) = scope.csm() {
        query.push(" and c.csm_user_id = ").push_bind(id);
    }
    if let Some(id) = scope.account_executive() {
        query.push(" and c.ae_user_id = ").push_bind(id);
    }
    if !filter.status.is_empty() {
        if filter.status.iter().all(|status| status.is_open()) {
            // Spelled out, so that the index of open alerts can be used.
            query.push(" and a.status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED')");
        }
        words(query, "a.status", filter.status.iter().map(|status| status.as_str()));
    }
    words(query, "a.severity", filter.severity.iter().map(|severity| severity.as_str()));
    words(query, "a.alert_type", filter.alert_type.iter().map(|alert_type| alert_type.as_str()));
    if !filter.client_id.is_empty() {
        query.push(" and a.client_id = any(").push_bind(filter.client_id.clone()).push(")");
    }
    if !filter.csm_id.is_empty() {
        query.push(" and c.csm_user_id = any(").push_bind(filter.csm_id.clone()).push(")");
    }
    if let Some(is_executive) = filter.is_executive {
        query.push(" and a.is_executive = ").push_bind(is_executive);
    }
    if let Some(q) = &filter.q {
        query.push(" and lower(c.name) like ").push_bind(like_pattern(&q.to_lowercase()));
    }
}

fn words<'a>(query: &mut QueryBuilder<Postgres>, column: &str, values: impl Iterator<Item = &'a str>) {
    let values: Vec<String> = values.map(str::to_owned).collect();
    if !values.is_empty() {
        query.push(format_args!(" and {column} = any(")).push_bind(values).push(")");
    }
}
