use api_types::alerts::TeamAlert;
use domain::AlertId;
use store::{parse_column, team_alerts::TeamAlertRow};

use crate::{ApiResult, clients::user_name};

/// An alert about the team as the wire shows it.
pub(super) fn team_alert(row: TeamAlertRow) -> ApiResult<TeamAlert> {
    Ok(TeamAlert {
        id: AlertId(row.id),
        alert_type: parse_column("team_alert", "alert_type", &row.alert_type)?,
        severity: parse_column("team_alert", "severity", &row.severity)?,
        is_executive: row.is_executive,
        title: row.title,
        description: row.description,
        trigger_metric: row.trigger_metric,
        trigger_value: row.trigger_value,
        trigger_threshold: row.trigger_threshold,
        related_entity_type: row.related_entity_type,
        related_entity_id: row.related_entity_id,
        status: parse_column("team_alert", "status", &row.status)?,
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
