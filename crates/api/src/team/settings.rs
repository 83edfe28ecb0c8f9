use actix_web::{HttpResponse, get, put, web::Data};
use api_types::{
    team::{CsmCapacitySettings, UpdateCsmCapacity},
    users::UserName,
};
use app::team::CapacityChanges;
use domain::StaffId;

use crate::{
    ApiResult, State,
    access::{Allowed, ConfigureTeam},
    openapi::Problems,
    request::{Body, IfMatch, PathId, etag},
};

/// How much someone can look after, as it was set.
#[utoipa::path(
    tag = "Configuration",
    params(("id" = StaffId, Path, description = "Id of the manager", example = "01931b6e-0000-7000-8000-000000000002")),
    security(("bearer" = ["CONFIGURE_TEAM"])),
    responses(
        (status = 200, description = "What holds", body = CsmCapacitySettings,
         headers(("ETag" = String, description = "Version")),
         example = json!({"csm": {"id": "01931b6e-0000-7000-8000-000000000002", "name": "Jane Smith"}, "fte": 1.0,
           "points": 30.0, "accounts_target": 25, "arr_target": 3000000, "currency": "USD", "hired_on": null,
           "since": "2026-01-05", "version": 0})),
        Problems
    )
)]
#[get("/config/csm-capacity/{id}")]
pub(super) async fn get_csm_capacity(
    _caller: Allowed<ConfigureTeam>,
    state: Data<State>,
    path: PathId<StaffId>,
) -> ApiResult<HttpResponse> {
    shown(&state, path.0).await
}

/// Says how much someone can look after: their share of a full week, its points, their targets and when they began.
///
/// Fields that are left out stay. Utilisation, rank and recommendations follow at once.
#[utoipa::path(
    tag = "Configuration",
    params(
        ("id" = StaffId, Path, description = "Id of the manager", example = "01931b6e-0000-7000-8000-000000000002"),
        ("If-Match" = String, Header, description = "The ETag of the version that was edited", example = "\"v1\"")
    ),
    request_body(content = UpdateCsmCapacity, example = json!({"fte": 0.8, "hired_on": "2026-02-01"})),
    security(("bearer" = ["CONFIGURE_TEAM"])),
    responses(
        (status = 200, description = "What holds now", body = CsmCapacitySettings,
         headers(("ETag" = String, description = "Version")), example = json!({"fte": 0.8, "version": 1})),
        Problems
    )
)]
#[put("/config/csm-capacity/{id}")]
pub(super) async fn update_csm_capacity(
    caller: Allowed<ConfigureTeam>,
    state: Data<State>,
    path: PathId<StaffId>,
    version: IfMatch,
    body: Body<UpdateCsmCapacity>,
) -> ApiResult<HttpResponse> {
    let settings = state.metric_settings(&mut *state.connection().await?).await?;
    let UpdateCsmCapacity { fte, points, accounts_target, arr_target, hired_on } = body.0;
    let changes = CapacityChanges { fte, points, accounts_target, arr_target, hired_on };
    app::team::put_capacity(&state.context, &caller.actor, &settings.capacity, path.0, version.0, changes).await?;
    shown(&state, path.0).await
}

async fn shown(state: &State, id: StaffId) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let (member, row) = app::team::capacity_of(&mut connection, &settings.capacity, id).await?;
    let body = CsmCapacitySettings {
        csm: UserName { id, name: member.name },
        fte: row.fte,
        points: row.points,
        accounts_target: row.accounts_target,
        arr_target: row.arr_target,
        currency: settings.reporting_currency.clone(),
        hired_on: row.hired_on,
        since: member.since,
        version: row.version,
    };
    Ok(HttpResponse::Ok().insert_header(etag(body.version)).json(body))
}
