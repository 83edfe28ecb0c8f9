use actix_web::{
    put,
    web::{Data, Json},
};
use api_types::alerts::{ResolveAlert, SnoozeAlert, TeamAlert};
use app::alerts::{About, Answer};
use domain::AlertId;

use super::present::team_alert;
use crate::{
    ApiError, ApiResult, State,
    access::{ActOnTeamAlerts, Allowed, Caller},
    alerts::until,
    openapi::Problems,
    request::{Body, PathId},
};

/// Takes an alert about the team on.
///
/// Only an open one; it stays acknowledged until its rule is over.
#[utoipa::path(
    tag = "Alerts",
    params(("id" = AlertId, Path, description = "The alert", example = "01931b6e-0000-7000-8000-000000000009")),
    security(("bearer" = ["ACT_ON_TEAM_ALERTS"])),
    responses(
        (status = 200, description = "The alert as it is now", body = TeamAlert, example = json!({"status": "ACKNOWLEDGED"})),
        Problems
    )
)]
#[put("/team-alerts/{id}/acknowledge")]
pub(super) async fn acknowledge_team_alert(
    caller: Allowed<ActOnTeamAlerts>,
    state: Data<State>,
    id: PathId<AlertId>,
) -> ApiResult<Json<TeamAlert>> {
    answer(&state, &caller, id.0, Answer::Acknowledge).await
}

/// Puts an alert about the team off.
///
/// Nothing is said of it until then. If its rule holds at the end it is new again, else it is resolved.
#[utoipa::path(
    tag = "Alerts",
    params(("id" = AlertId, Path, description = "The alert", example = "01931b6e-0000-7000-8000-000000000009")),
    request_body(content = SnoozeAlert, example = json!({"duration": "ONE_DAY"})),
    security(("bearer" = ["ACT_ON_TEAM_ALERTS"])),
    responses(
        (status = 200, description = "The alert as it is now", body = TeamAlert, example = json!({"status": "SNOOZED"})),
        Problems
    )
)]
#[put("/team-alerts/{id}/snooze")]
pub(super) async fn snooze_team_alert(
    caller: Allowed<ActOnTeamAlerts>,
    state: Data<State>,
    id: PathId<AlertId>,
    body: Body<SnoozeAlert>,
) -> ApiResult<Json<TeamAlert>> {
    let until = until(&body.0, state.context.now())?;
    answer(&state, &caller, id.0, Answer::Snooze(until)).await
}

/// Dismisses an alert about the team.
///
/// It is not raised again for this occasion: its rule must be over once before the next time counts.
#[utoipa::path(
    tag = "Alerts",
    params(("id" = AlertId, Path, description = "The alert", example = "01931b6e-0000-7000-8000-000000000009")),
    security(("bearer" = ["ACT_ON_TEAM_ALERTS"])),
    responses(
        (status = 200, description = "The alert as it is now", body = TeamAlert, example = json!({"status": "DISMISSED"})),
        Problems
    )
)]
#[put("/team-alerts/{id}/dismiss")]
pub(super) async fn dismiss_team_alert(
    caller: Allowed<ActOnTeamAlerts>,
    state: Data<State>,
    id: PathId<AlertId>,
) -> ApiResult<Json<TeamAlert>> {
    answer(&state, &caller, id.0, Answer::Dismiss).await
}

/// Resolves an alert about the team.
///
/// If its rule goes on holding, it is raised anew when the cooldown of the rule is over.
#[utoipa::path(
    tag = "Alerts",
    params(("id" = AlertId, Path, description = "The alert", example = "01931b6e-0000-7000-8000-000000000009")),
    request_body(content = ResolveAlert, example = json!({"resolution_notes": "Two clients changed hands"})),
    security(("bearer" = ["ACT_ON_TEAM_ALERTS"])),
    responses(
        (status = 200, description = "The alert as it is now", body = TeamAlert, example = json!({"status": "RESOLVED"})),
        Problems
    )
)]
#[put("/team-alerts/{id}/resolve")]
pub(super) async fn resolve_team_alert(
    caller: Allowed<ActOnTeamAlerts>,
    state: Data<State>,
    id: PathId<AlertId>,
    body: Body<ResolveAlert>,
) -> ApiResult<Json<TeamAlert>> {
    answer(&state, &caller, id.0, Answer::Resolve(body.0.resolution_notes)).await
}

/// Takes back what was done with an alert about the team.
///
/// It asks again: acknowledged if it was so before it was put off or closed, else new. One that ended by itself stays
/// ended.
#[utoipa::path(
    tag = "Alerts",
    params(("id" = AlertId, Path, description = "The alert", example = "01931b6e-0000-7000-8000-000000000009")),
    security(("bearer" = ["ACT_ON_TEAM_ALERTS"])),
    responses(
        (status = 200, description = "The alert as it is now", body = TeamAlert, example = json!({"status": "NEW"})),
        Problems
    )
)]
#[put("/team-alerts/{id}/reopen")]
pub(super) async fn reopen_team_alert(
    caller: Allowed<ActOnTeamAlerts>,
    state: Data<State>,
    id: PathId<AlertId>,
) -> ApiResult<Json<TeamAlert>> {
    app::alerts::reopen(&state.context, &caller.actor, About::Team, id.0).await?;
    shown(&state, &caller, id.0).await
}

async fn answer(state: &State, caller: &Caller, id: AlertId, answer: Answer) -> ApiResult<Json<TeamAlert>> {
    app::alerts::answer(&state.context, &caller.actor, About::Team, id, answer).await?;
    shown(state, caller, id).await
}

async fn shown(state: &State, caller: &Caller, id: AlertId) -> ApiResult<Json<TeamAlert>> {
    let mut connection = state.connection().await?;
    let row = store::team_alerts::get(&mut connection, caller.team_scope(), id.0).await?;
    Ok(Json(team_alert(row.ok_or_else(|| ApiError::not_found("alert"))?)?))
}
