use actix_web::{HttpResponse, put, web::Data};
use api_types::segments::{Segment, UpdateSegment};
use app::segments::SegmentChanges;
use domain::SegmentId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, OwnViews},
    filter::read_filter,
    openapi::Problems,
    request::{Body, IfMatch, PathId, etag},
};

/// Changes a saved segment: your own, or, with the right to configure segments, one for everyone.
///
/// Fields that are left out stay.
#[utoipa::path(
    tag = "Segments",
    params(
        ("id" = SegmentId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001"),
        ("If-Match" = String, Header, description = "The ETag of the version that was edited", example = "\"v1\"")
    ),
    request_body(content = UpdateSegment, example = json!({"name": "Large and falling"})),
    security(("bearer" = ["OWN_VIEWS"])),
    responses(
        (status = 200, description = "The segment as it is now", body = Segment,
         headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "name": "Large and falling", "version": 2})),
        Problems
    )
)]
#[put("/segments/{id}")]
pub(super) async fn update_segment(
    caller: Allowed<OwnViews>,
    state: Data<State>,
    path: PathId<SegmentId>,
    version: IfMatch,
    body: Body<UpdateSegment>,
) -> ApiResult<HttpResponse> {
    let edit = body.0;
    let changes = SegmentChanges {
        name: edit.name,
        description: edit.description,
        filter: edit.filter.map(|filter| read_filter(&filter, "/filter")).transpose()?,
        is_shared: edit.is_shared,
    };
    app::segments::update(&state.context, &caller.actor, path.0, version.0, changes).await?;
    let mut connection = state.connection().await?;
    let segment = present::one(&mut connection, &caller, path.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(segment.version)).json(segment))
}
