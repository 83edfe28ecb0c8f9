use actix_web::{HttpResponse, delete, post, web::Data};
use api_types::{
    health::{HealthOverride, NewHealthOverride},
    users::UserName,
};
use chrono::{DateTime, Utc};
use domain::{HealthOverrideId, Scope, StaffId};
use store::{PgConnection, parse_column};
use uuid::Uuid;

use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, OverrideHealth},
    openapi::Problems,
    request::{Body, ClientPath},
};

/// Says what the health of a client is, beside the computed score: why, and until when.
///
/// The score goes on being computed. Where an override is in force, name it in `replaces` to take its place.
#[utoipa::path(
    tag = "Health",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001")),
    request_body(content = NewHealthOverride, example = json!({
        "health_status": "AT_RISK", "reason": "The sponsor leaves in December.", "expires_at": "2026-12-31T00:00:00Z"
    })),
    security(("bearer" = ["OVERRIDE_HEALTH"])),
    responses(
        (status = 201, description = "The override", body = HealthOverride, example = json!({
            "health_status": "AT_RISK", "reason": "The sponsor leaves in December.", "expires_at": "2026-12-31T00:00:00Z"
        })),
        Problems
    )
)]
#[post("/clients/{id}/health/override")]
pub(super) async fn create_health_override(
    caller: Allowed<OverrideHealth>,
    state: Data<State>,
    path: ClientPath,
    body: Body<NewHealthOverride>,
) -> ApiResult<HttpResponse> {
    let new = app::health::NewOverride {
        health_status: body.0.health_status,
        reason: body.0.reason,
        expires_at: body.0.expires_at,
        replaces: body.0.replaces,
    };
    let client = app::health::override_health(&state.context, &caller.actor, &path.0, new).await?;
    let mut connection = state.connection().await?;
    let shown = in_force(&mut connection, &caller.scope, client, state.context.now()).await?;
    Ok(HttpResponse::Created().json(shown.ok_or_else(|| ApiError::not_found("override"))?))
}

/// Ends what was said of a client's health before its time.
#[utoipa::path(
    tag = "Health",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001")),
    security(("bearer" = ["OVERRIDE_HEALTH"])),
    responses((status = 204, description = "It is over"), Problems)
)]
#[delete("/clients/{id}/health/override")]
pub(super) async fn delete_health_override(
    caller: Allowed<OverrideHealth>,
    state: Data<State>,
    path: ClientPath,
) -> ApiResult<HttpResponse> {
    app::health::end_override(&state.context, &caller.actor, &path.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The override of a client that holds at an instant.
pub(super) async fn in_force(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    at: DateTime<Utc>,
) -> ApiResult<Option<HealthOverride>> {
    let Some(row) = store::health::override_on(connection, scope, client, at).await? else { return Ok(None) };
    Ok(Some(HealthOverride {
        id: HealthOverrideId(row.id),
        health_status: parse_column("client_health_override", "health_status", &row.health_status)?,
        reason: row.reason,
        expires_at: row.expires_at,
        created_by: UserName { id: StaffId(row.created_by_id), name: row.created_by_name },
        created_at: row.created_at,
    }))
}
