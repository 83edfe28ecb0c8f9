use actix_web::{HttpResponse, get, web::Data};
use api_types::clients::ClientOverview;
use chrono::Duration;

use super::present::client;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    health,
    openapi::Problems,
    request::{ClientPath, etag},
};

/// Everything the overview of a client shows, in one answer: the client, its health, 90 days of it, and what moved it.
#[utoipa::path(
    tag = "Clients",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001")),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The overview", body = ClientOverview, headers(("ETag" = String, description = "Version")),
         example = json!({"client": {"name": "Acme Corporation"}, "health": {"overall_score": 58}, "history": {"points": []}})),
        Problems
    )
)]
#[get("/clients/{id}/overview")]
pub(super) async fn get_client_overview(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let row = store::clients::get(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    caller.read("client", [row.id]);
    let to = row.health_as_of.unwrap_or(today);
    let details = health::details(&mut connection, &caller.scope, &row, state.context.now()).await?;
    let history = health::history(&mut connection, &caller.scope, &row, to - Duration::days(89), to).await?;
    let drivers = health::drivers(&mut connection, &caller.scope, row.id, to - Duration::days(30), to).await?;
    let horizons = health::horizons(&mut connection, &caller.scope, row.id).await?;
    let client = client(row, horizons, &settings.reporting_currency, today)?;
    let body = ClientOverview { client, health: details, history, drivers };
    Ok(HttpResponse::Ok().insert_header(etag(body.client.version)).json(body))
}
