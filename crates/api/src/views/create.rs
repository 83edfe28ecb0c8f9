use actix_web::{HttpResponse, post, web::Data};
use api_types::views::{NewView, View};
use app::views::ViewChanges;

use super::{
    present,
    query::{check_query, check_sort},
};
use crate::{
    ApiResult, State,
    access::{Allowed, OwnViews},
    openapi::Problems,
    request::{Body, etag},
};

/// Saves a view: which clients of the portfolio, in what order, with which columns.
///
/// One for everyone needs the right to share views, and a segment for everyone where it stands on one.
#[utoipa::path(
    tag = "Segments",
    request_body(content = NewView, example = json!({
        "name": "Enterprise at risk", "query": "contract_tier=ENTERPRISE&at_risk=true",
        "sort": "-annual_recurring_revenue", "columns": ["health", "arr", "renewal"]
    })),
    security(("bearer" = ["OWN_VIEWS"])),
    responses(
        (status = 201, description = "The view", body = View, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "name": "Enterprise at risk", "version": 1})),
        Problems
    )
)]
#[post("/views")]
pub(super) async fn create_view(
    caller: Allowed<OwnViews>,
    state: Data<State>,
    body: Body<NewView>,
) -> ApiResult<HttpResponse> {
    let new = body.0;
    let mut connection = state.connection().await?;
    check_query(&new.query, state.today(&mut connection).await?)?;
    drop(connection);
    check_sort(new.sort.as_deref())?;
    let changes = ViewChanges {
        name: Some(new.name),
        query: Some(new.query),
        segment_id: Some(new.segment_id),
        sort: Some(new.sort),
        columns: Some(new.columns),
        is_shared: Some(new.is_shared),
    };
    let id = app::views::create(&state.context, &caller.actor, changes).await?;
    let mut connection = state.connection().await?;
    let view = present::one(&mut connection, &caller, id).await?;
    Ok(HttpResponse::Created().insert_header(etag(view.version)).json(view))
}
