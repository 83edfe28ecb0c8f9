use actix_web::{HttpResponse, get, web::Data};
use api_types::segments::Segment;
use domain::SegmentId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{PathId, etag},
};

/// One saved segment.
///
/// The `ETag` names the version to send as `If-Match` with an edit.
#[utoipa::path(
    tag = "Segments",
    params(("id" = SegmentId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The segment", body = Segment, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "name": "Large and slipping", "version": 1})),
        Problems
    )
)]
#[get("/segments/{id}")]
pub(super) async fn get_segment(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: PathId<SegmentId>,
) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let segment = present::one(&mut connection, &caller, path.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(segment.version)).json(segment))
}
