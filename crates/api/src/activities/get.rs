use actix_web::{HttpResponse, get, web::Data};
use api_types::activities::Activity;
use domain::ActivityId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{PathId, etag},
};

/// One activity.
///
/// The `ETag` names the version to send as `If-Match` with an edit.
#[utoipa::path(
    tag = "Work",
    params(("id" = ActivityId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The activity", body = Activity, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "activity_type": "CALL", "version": 1})),
        Problems
    )
)]
#[get("/activities/{id}")]
pub(super) async fn get_activity(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: PathId<ActivityId>,
) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let today = state.today(&mut connection).await?;
    let activity = present::one(&mut connection, &caller.scope, path.0, today).await?;
    caller.read("client_activity", [activity.id.0, activity.client_id.0]);
    Ok(HttpResponse::Ok().insert_header(etag(activity.version)).json(activity))
}
