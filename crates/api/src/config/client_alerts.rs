use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, put, web::Data};
use api_types::{
    alerts::{ClientAlertSettings, UpdateAlertRule, UpdateClientAlertSettings},
    problem::FieldProblem,
};
use app::Actor;
use domain::alert::AlertType;
use store::clients::ClientRef;

use super::alerts::{rules, segments, wanted};
use crate::{
    ApiError, ApiResult, State,
    access::{ActOnAlerts, Allowed, ReadClients},
    openapi::Problems,
    request::{Body, ClientPath, IfMatch, etag},
};

/// Which alerts are raised about one client, and whether it is muted.
#[utoipa::path(
    tag = "Configuration",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001")),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The rules", body = ClientAlertSettings,
         headers(("ETag" = String, description = "Version")),
         example = json!({"rules": [], "muted_until": null, "version": 0})),
        Problems
    )
)]
#[get("/clients/{id}/alert-settings")]
pub(super) async fn get_client_alert_settings(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
) -> ApiResult<HttpResponse> {
    present(&state, &caller.actor, &path.0).await
}

/// Sets thresholds for one client and mutes it, in place of what was set for it before.
#[utoipa::path(
    tag = "Configuration",
    params(
        ("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"),
        ("If-Match" = String, Header, description = "The ETag of the version that was edited", example = "\"v0\"")
    ),
    request_body(content = UpdateClientAlertSettings,
        example = json!({"rules": {"HEALTH_DROP": {"threshold": 20}}, "muted_until": "2026-12-01T08:00:00Z"})),
    security(("bearer" = ["ACT_ON_ALERTS"])),
    responses(
        (status = 200, description = "The rules as they are now", body = ClientAlertSettings,
         headers(("ETag" = String, description = "Version")),
         example = json!({"rules": [], "muted_until": "2026-12-01T08:00:00Z", "version": 1})),
        Problems
    )
)]
#[put("/clients/{id}/alert-settings")]
pub(super) async fn update_client_alert_settings(
    caller: Allowed<ActOnAlerts>,
    state: Data<State>,
    path: ClientPath,
    version: IfMatch,
    body: Body<UpdateClientAlertSettings>,
) -> ApiResult<HttpResponse> {
    no_segments(&body.0.rules)?;
    let (rules, until) = (wanted(&body.0.rules), body.0.muted_until);
    app::alerts::put_client_settings(&state.context, &caller.actor, &path.0, rules, until, version.0).await?;
    present(&state, &caller.actor, &path.0).await
}

async fn present(state: &State, actor: &Actor, client: &ClientRef) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let everyone = app::alerts::settings(&mut connection).await?;
    let own = app::alerts::client_settings(&mut connection, actor, client).await?;
    let now = state.context.now();
    let settings = state.metric_settings(&mut connection).await?;
    let mut in_force = everyone.rules.clone();
    // Outside of its segment a rule is off, unless the client's own settings say that it is on.
    for alert_type in app::alerts::rules_not_for(&mut connection, &settings, now, own.client).await? {
        in_force.0.entry(alert_type).or_default().is_enabled = Some(false);
    }
    let in_force = in_force.with(&own.rules);
    let body = ClientAlertSettings {
        rules: rules(&in_force, &everyone.segments, |rule| own.rules.0.contains_key(&rule))
            .into_iter()
            .filter(|rule| !rule.alert_type.is_about_team())
            .collect(),
        muted_until: own.muted_until.filter(|until| *until > now),
        version: own.version,
    };
    Ok(HttpResponse::Ok().insert_header(etag(body.version)).json(body))
}

/// A client is in the segments it is in: its own rules hold for it alone.
fn no_segments(rules: &BTreeMap<AlertType, UpdateAlertRule>) -> ApiResult<()> {
    let wrong: Vec<FieldProblem> = segments(rules)
        .into_keys()
        .map(|alert_type| FieldProblem {
            pointer: format!("/rules/{alert_type}/segment_id"),
            code: "not-allowed".to_owned(),
            message: "the rules of one client keep to no segment; leave it out".to_owned(),
        })
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(ApiError::Invalid(wrong)) }
}
