use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::alerts::AlertCounts;
use domain::alert::{AlertSeverity, AlertStatus};
use store::{alerts::CountRow, parse_column};

use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
};

/// How many alerts are open within your scope, those about the team with them as far as you see it.
///
/// `GET /events` sends the same whenever it changes.
#[utoipa::path(
    tag = "Alerts",
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The open alerts, counted", body = AlertCounts, example = json!({
            "new": 12, "acknowledged": 3, "snoozed": 1, "new_by_severity": {"CRITICAL": 1, "HIGH": 5, "MEDIUM": 4, "LOW": 2}
        })),
        Problems
    )
)]
#[get("/alerts/counts")]
pub(super) async fn get_alert_counts(caller: Allowed<ReadClients>, state: Data<State>) -> ApiResult<Json<AlertCounts>> {
    let mut connection = state.connection().await?;
    let rows = store::alerts::counts(&mut connection, &caller.scope, caller.team_scope()).await?;
    Ok(Json(counted(&rows)?))
}

/// Rows per status and severity as one answer.
pub(crate) fn counted(rows: &[CountRow]) -> ApiResult<AlertCounts> {
    let mut counts = AlertCounts {
        new_by_severity: AlertSeverity::ALL.iter().map(|severity| (*severity, 0)).collect(),
        ..AlertCounts::default()
    };
    for row in rows {
        let severity: AlertSeverity = parse_column("client_alert", "severity", &row.severity)?;
        match parse_column("client_alert", "status", &row.status)? {
            AlertStatus::New => {
                counts.new += row.alerts;
                *counts.new_by_severity.entry(severity).or_default() += row.alerts;
            }
            AlertStatus::Acknowledged => counts.acknowledged += row.alerts,
            AlertStatus::Snoozed => counts.snoozed += row.alerts,
            AlertStatus::Dismissed | AlertStatus::Resolved => {}
        }
    }
    Ok(counts)
}
