use actix_web::{
    put,
    web::{Data, Json},
};
use api_types::alerts::{Alert, ResolveAlert, SnoozeAlert, SnoozeDuration};
use app::alerts::{About, Answer};
use chrono::{DateTime, Duration, Utc};
use domain::AlertId;

use super::present::alert;
use crate::{
    ApiError, ApiResult, State,
    access::{ActOnAlerts, Allowed, Caller},
    openapi::Problems,
    request::{Body, PathId},
};

/// Takes an alert on.
///
/// Only an open one; it stays acknowledged until its rule is over. About a client that left, that is all there is to do,
/// and the alert is resolved.
#[utoipa::path(
    tag = "Alerts",
    params(("id" = AlertId, Path, description = "The alert", example = "01931b6e-0000-7000-8000-000000000009")),
    security(("bearer" = ["ACT_ON_ALERTS"])),
    responses(
        (status = 200, description = "The alert as it is now", body = Alert, example = json!({"status": "ACKNOWLEDGED"})),
        Problems
    )
)]
#[put("/alerts/{id}/acknowledge")]
pub(super) async fn acknowledge_alert(
    caller: Allowed<ActOnAlerts>,
    state: Data<State>,
    id: PathId<AlertId>,
) -> ApiResult<Json<Alert>> {
    answer(&state, &caller, id.0, Answer::Acknowledge).await
}

/// Puts an alert off.
///
/// Nothing is said of it until then. If its rule holds at the end it is new again, else it is resolved.
#[utoipa::path(
    tag = "Alerts",
    params(("id" = AlertId, Path, description = "The alert", example = "01931b6e-0000-7000-8000-000000000009")),
    request_body(content = SnoozeAlert, example = json!({"duration": "ONE_DAY"})),
    security(("bearer" = ["ACT_ON_ALERTS"])),
    responses(
        (status = 200, description = "The alert as it is now", body = Alert, example = json!({"status": "SNOOZED"})),
        Problems
    )
)]
#[put("/alerts/{id}/snooze")]
pub(super) async fn snooze_alert(
    caller: Allowed<ActOnAlerts>,
    state: Data<State>,
    id: PathId<AlertId>,
    body: Body<SnoozeAlert>,
) -> ApiResult<Json<Alert>> {
    let until = until(&body.0, state.context.now())?;
    answer(&state, &caller, id.0, Answer::Snooze(until)).await
}

/// Dismisses an alert.
///
/// It is not raised again for this occasion: its rule must be over once before the next time counts.
#[utoipa::path(
    tag = "Alerts",
    params(("id" = AlertId, Path, description = "The alert", example = "01931b6e-0000-7000-8000-000000000009")),
    security(("bearer" = ["ACT_ON_ALERTS"])),
    responses(
        (status = 200, description = "The alert as it is now", body = Alert, example = json!({"status": "DISMISSED"})),
        Problems
    )
)]
#[put("/alerts/{id}/dismiss")]
pub(super) async fn dismiss_alert(
    caller: Allowed<ActOnAlerts>,
    state: Data<State>,
    id: PathId<AlertId>,
) -> ApiResult<Json<Alert>> {
    answer(&state, &caller, id.0, Answer::Dismiss).await
}

/// Resolves an alert.
///
/// If its rule goes on holding, it is raised anew when the cooldown of the rule is over.
#[utoipa::path(
    tag = "Alerts",
    params(("id" = AlertId, Path, description = "The alert", example = "01931b6e-0000-7000-8000-000000000009")),
    request_body(content = ResolveAlert, example = json!({"resolution_notes": "Spoke with the sponsor"})),
    security(("bearer" = ["ACT_ON_ALERTS"])),
    responses(
        (status = 200, description = "The alert as it is now", body = Alert, example = json!({"status": "RESOLVED"})),
        Problems
    )
)]
#[put("/alerts/{id}/resolve")]
pub(super) async fn resolve_alert(
    caller: Allowed<ActOnAlerts>,
    state: Data<State>,
    id: PathId<AlertId>,
    body: Body<ResolveAlert>,
) -> ApiResult<Json<Alert>> {
    answer(&state, &caller, id.0, Answer::Resolve(body.0.resolution_notes)).await
}

/// Takes back what was done with an alert.
///
/// It asks again: acknowledged if it was so before it was put off or closed, else new. One that ended by itself stays
/// ended.
#[utoipa::path(
    tag = "Alerts",
    params(("id" = AlertId, Path, description = "The alert", example = "01931b6e-0000-7000-8000-000000000009")),
    security(("bearer" = ["ACT_ON_ALERTS"])),
    responses(
        (status = 200, description = "The alert as it is now", body = Alert, example = json!({"status": "NEW"})),
        Problems
    )
)]
#[put("/alerts/{id}/reopen")]
pub(super) async fn reopen_alert(
    caller: Allowed<ActOnAlerts>,
    state: Data<State>,
    id: PathId<AlertId>,
) -> ApiResult<Json<Alert>> {
    app::alerts::reopen(&state.context, &caller.actor, About::Client, id.0).await?;
    shown(&state, &caller, id.0).await
}

async fn answer(state: &State, caller: &Caller, id: AlertId, answer: Answer) -> ApiResult<Json<Alert>> {
    app::alerts::answer(&state.context, &caller.actor, About::Client, id, answer).await?;
    shown(state, caller, id).await
}

async fn shown(state: &State, caller: &Caller, id: AlertId) -> ApiResult<Json<Alert>> {
    let mut connection = state.connection().await?;
    let row = store::alerts::get(&mut connection, &caller.scope, id.0).await?;
    Ok(Json(alert(row.ok_or_else(|| ApiError::not_found("alert"))?)?))
}

/// Until when an alert is put off.
pub(crate) fn until(body: &SnoozeAlert, now: DateTime<Utc>) -> ApiResult<DateTime<Utc>> {
    match (body.duration, body.snoozed_until) {
        (Some(SnoozeDuration::OneDay), None) => Ok(now + Duration::days(1)),
        (Some(SnoozeDuration::OneWeek), None) => Ok(now + Duration::weeks(1)),
        (None, Some(until)) => Ok(until),
        (None, None) => Err(ApiError::invalid("/duration", "required", "Say for how long, or until when.")),
        (Some(_), Some(_)) => {
            Err(ApiError::invalid("/snoozed_until", "duration-and-instant", "Send either duration or snoozed_until."))
        }
    }
}
