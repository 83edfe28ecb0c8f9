use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{alerts::TeamAlert, page::Page};
use domain::alert::{AlertSeverity, AlertStatus, AlertType};
use serde::Deserialize;
use store::team_alerts::{TeamAlertFilter, TeamAlertKey, TeamAlertRow};

use super::present::team_alert;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadTeamAlerts},
    alerts::or_open,
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// Which alerts. Several values of one parameter mean any of them.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct TeamAlertQuery {
    /// Only these; open ones (`NEW`, `ACKNOWLEDGED`, `SNOOZED`) unless given.
    #[param(style = Form, explode = false, example = "NEW,ACKNOWLEDGED")]
    status: Vec<AlertStatus>,
    /// Only alerts this grave.
    #[param(style = Form, explode = false, example = "CRITICAL,HIGH")]
    severity: Vec<AlertSeverity>,
    /// Only alerts about this: `CSM_OVERLOAD`, `DATA_QUALITY`.
    #[param(style = Form, explode = false)]
    alert_type: Vec<AlertType>,
}

/// Alerts about the team and its sources, the gravest first.
///
/// `CSM_OVERLOAD`: a manager had more work than one can do on two nights. `DATA_QUALITY`, for administrators: a source
/// fell silent or failed, or an import failed or refused rows.
#[utoipa::path(
    tag = "Alerts",
    params(PageQuery, TeamAlertQuery),
    security(("bearer" = ["READ_TEAM_ALERTS"])),
    responses(
        (status = 200, description = "One page of alerts", body = Page<TeamAlert>, example = json!({
            "data": [{
                "id": "01931b6e-0000-7000-8000-000000000009", "alert_type": "CSM_OVERLOAD", "severity": "HIGH",
                "title": "Ada Byron is at 131% of capacity",
                "description": "Clients of 39.3 points for a capacity of 30: 131% on Jun 10, 2026, 128% on Jun 9, 2026.",
                "trigger_metric": "capacity_used_percent", "trigger_value": "131", "trigger_threshold": "115",
                "related_entity_type": "staff", "related_entity_id": "01931b6e-0000-7000-8000-000000000004",
                "status": "NEW"
            }],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/team-alerts")]
pub(super) async fn list_team_alerts(
    caller: Allowed<ReadTeamAlerts>,
    state: Data<State>,
    query: Paged<TeamAlertQuery>,
) -> ApiResult<Json<Page<TeamAlert>>> {
    let Paged { page, filter } = query;
    let filter = TeamAlertFilter {
        status: or_open(filter.status).iter().map(|status| status.as_str().to_owned()).collect(),
        severity: filter.severity.iter().map(|severity| severity.as_str().to_owned()).collect(),
        alert_type: filter.alert_type,
    };
    let (team, after) = (caller.team_scope(), page.after::<TeamAlertKey>()?);
    let mut connection = state.connection().await?;
    let rows =
        store::team_alerts::list(&mut connection, team, &filter, after, page.offset(), page.rows_to_fetch()).await?;
    let total = store::team_alerts::count(&mut connection, team, &filter).await?;
    drop(connection);
    let key = |row: &TeamAlertRow| -> TeamAlertKey { (row.severity_rank, row.created_at, row.id) };
    let answer = page.envelope(rows, total, key, |row| row);
    let data = answer.data.into_iter().map(team_alert).collect::<ApiResult<_>>()?;
    Ok(Json(Page { data, pagination: answer.pagination }))
}
