use actix_web::{HttpResponse, put, web::Data};
use api_types::clients::{Client, UpdateClient};
use app::clients::ClientChanges;

use super::present::client;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, EditClients},
    openapi::Problems,
    request::{Body, ClientPath, IfMatch, etag},
};

/// Changes tags, segment, lifecycle, targets or owners of a client.
///
/// Fields that are left out stay. The score follows within seconds.
#[utoipa::path(
    tag = "Clients",
    params(
        ("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"),
        ("If-Match" = String, Header, description = "The ETag of the version that was edited", example = "\"v3\"")
    ),
    request_body(content = UpdateClient, example = json!({"tags": ["pilot", "emea"], "segment": "Strategic"})),
    security(("bearer" = ["EDIT_CLIENTS"])),
    responses(
        (status = 200, description = "The client as it is now", body = Client, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "name": "Acme Corporation", "version": 4})),
        Problems
    )
)]
#[put("/clients/{id}")]
pub(super) async fn update_client(
    caller: Allowed<EditClients>,
    state: Data<State>,
    path: ClientPath,
    version: IfMatch,
    body: Body<UpdateClient>,
) -> ApiResult<HttpResponse> {
    let edit = body.0;
    let changes = ClientChanges {
        tags: edit.tags,
        segment: edit.segment,
        lifecycle_status: edit.lifecycle_status,
        churned_at: edit.churned_at,
        churn_reason: edit.churn_reason,
        expected_dau_override: edit.expected_dau_override,
        size_segment_override: edit.size_segment_override,
        csm_user_id: edit.csm_user_id,
        ae_user_id: edit.ae_user_id,
    };
    let reference = path.0;
    let actor = &caller.actor;
    app::clients::update(&state.context, actor, &reference, version.0, changes).await?;

    let mut connection = state.connection().await?;
    let row = store::clients::get(&mut connection, &caller.scope, &reference)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    let horizons = crate::health::horizons(&mut connection, &caller.scope, row.id).await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let body = client(row, horizons, &settings.reporting_currency, today)?;
    Ok(HttpResponse::Ok().insert_header(etag(body.version)).json(body))
}
