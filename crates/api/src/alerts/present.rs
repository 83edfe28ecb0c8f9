//! Rows as the wire shows them.

use api_types::alerts::{Alert, AlertClient};
use domain::{AlertId, ClientId};
use store::{
    alerts::{AlertRow, ClientGroupRow},
    parse_column,
};

use crate::{ApiResult, clients::user_name};

/// An alert.
pub(crate) fn alert(row: AlertRow) -> ApiResult<Alert> {
    Ok(Alert {
        id: AlertId(row.id),
        client_id: ClientId(row.client_id),
        client_name: row.client_name,
        alert_type: parse_column("client_alert", "alert_type", &row.alert_type)?,
        severity: parse_column("client_alert", "severity", &row.severity)?,
        is_executive: row.is_executive,
        title: row.title,
        description: row.description,
        trigger_metric: row.trigger_metric,
        trigger_value: row.trigger_value,
        trigger_threshold: row.trigger_threshold,
        related_entity_type: row.related_entity_type,
        related_entity_id: row.related_entity_id,
        status: parse_column("client_alert", "status", &row.status)?,
        acknowledged_at: row.acknowledged_at,
        acknowledged_by: user_name(row.acknowledged_by_id, row.acknowledged_by_name),
        snoozed_until: row.snoozed_until,
        dismissed_at: row.dismissed_at,
        dismissed_by: user_name(row.dismissed_by_id, row.dismissed_by_name),
        resolved_at: row.resolved_at,
        resolved_by: user_name(row.resolved_by_id, row.resolved_by_name),
        resolution_notes: row.resolution_notes,
        reopened_count: row.reopened_count,
        last_seen_at: row.last_seen_at,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

/// A client in the inbox.
pub(super) fn client(row: ClientGroupRow, currency: &str) -> ApiResult<AlertClient> {
    Ok(AlertClient {
        id: ClientId(row.id),
        name: row.name,
        contract_tier: parse_column("client", "contract_tier", &row.contract_tier)?,
        annual_recurring_revenue: row.annual_recurring_revenue.map(|arr| analytics::round::round(arr, 2)),
        currency: currency.to_owned(),
        current_health_score: row.current_health_score,
        health_status: row
            .health_status
            .as_deref()
            .map(|status| parse_column("client", "health_status", status))
            .transpose()?,
        csm: user_name(row.csm_user_id, row.csm_name),
    })
}
