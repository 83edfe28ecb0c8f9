use actix_web::{HttpResponse, put, web::Data};
use api_types::views::{UpdateView, View};
use app::views::ViewChanges;
use domain::ViewId;

use super::{
    present,
    query::{check_query, check_sort},
};
use crate::{
    ApiResult, State,
    access::{Allowed, OwnViews},
    openapi::Problems,
    request::{Body, IfMatch, PathId, etag},
};

/// Changes a saved view: your own, or, with the right to share views, one for everyone.
///
/// Fields that are left out stay.
#[utoipa::path(
    tag = "Segments",
    params(
        ("id" = ViewId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001"),
        ("If-Match" = String, Header, description = "The ETag of the version that was edited", example = "\"v1\"")
    ),
    request_body(content = UpdateView, example = json!({"columns": ["health", "churn", "arr"]})),
    security(("bearer" = ["OWN_VIEWS"])),
    responses(
        (status = 200, description = "The view as it is now", body = View, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "name": "Enterprise at risk", "version": 2})),
        Problems
    )
)]
#[put("/views/{id}")]
pub(super) async fn update_view(
    caller: Allowed<OwnViews>,
    state: Data<State>,
    path: PathId<ViewId>,
    version: IfMatch,
    body: Body<UpdateView>,
) -> ApiResult<HttpResponse> {
    let edit = body.0;
    if let Some(query) = &edit.query {
        let mut connection = state.connection().await?;
        check_query(query, state.today(&mut connection).await?)?;
    }
    if let Some(sort) = &edit.sort {
        check_sort(sort.as_deref())?;
    }
    let changes = ViewChanges {
        name: edit.name,
        query: edit.query,
        segment_id: edit.segment_id,
        sort: edit.sort,
        columns: edit.columns,
        is_shared: edit.is_shared,
    };
    app::views::update(&state.context, &caller.actor, path.0, version.0, changes).await?;
    let mut connection = state.connection().await?;
    let view = present::one(&mut connection, &caller, path.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(view.version)).json(view))
}
