use actix_web::{HttpResponse, post, web::Data};
use api_types::segments::{NewSegment, Segment};
use app::segments::SegmentChanges;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, OwnViews},
    filter::read_filter,
    openapi::Problems,
    request::{Body, etag},
};

/// Saves a segment: a filter with a name.
///
/// Its members are never stored: whoever asks, asks now and within their scope. One for everyone needs the right to
/// configure segments.
#[utoipa::path(
    tag = "Segments",
    request_body(content = NewSegment, example = json!({
        "name": "Large and slipping",
        "filter": {"and": [{"field": "annual_recurring_revenue", "op": "gte", "value": 100000},
                           {"field": "health_trend", "op": "eq", "value": "DOWN"}]}
    })),
    security(("bearer" = ["OWN_VIEWS"])),
    responses(
        (status = 201, description = "The segment", body = Segment, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "name": "Large and slipping", "version": 1})),
        Problems
    )
)]
#[post("/segments")]
pub(super) async fn create_segment(
    caller: Allowed<OwnViews>,
    state: Data<State>,
    body: Body<NewSegment>,
) -> ApiResult<HttpResponse> {
    let new = body.0;
    let changes = SegmentChanges {
        name: Some(new.name),
        description: Some(new.description),
        filter: Some(read_filter(&new.filter, "/filter")?),
        is_shared: Some(new.is_shared),
    };
    let id = app::segments::create(&state.context, &caller.actor, changes).await?;
    let mut connection = state.connection().await?;
    let segment = present::one(&mut connection, &caller, id).await?;
    Ok(HttpResponse::Created().insert_header(etag(segment.version)).json(segment))
}
