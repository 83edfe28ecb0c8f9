use actix_web::{HttpResponse, get, web::Data};
use api_types::clients::Client;

use super::present::client;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientPath, etag},
};

/// One client.
///
/// The `ETag` names the version to send as `If-Match` with an edit.
#[utoipa::path(
    tag = "Clients",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001")),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The client", body = Client, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "name": "Acme Corporation", "version": 3})),
        Problems
    )
)]
#[get("/clients/{id}")]
pub(super) async fn get_client(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let row = store::clients::get(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    let horizons = crate::health::horizons(&mut connection, &caller.scope, row.id).await?;
    caller.read("client", [row.id]);
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let body = client(row, horizons, &settings.reporting_currency, today)?;
    Ok(HttpResponse::Ok().insert_header(etag(body.version)).json(body))
}
