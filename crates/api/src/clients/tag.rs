use actix_web::{
    post,
    web::{Data, Json},
};
use api_types::bulk::{BulkAnswer, TagClients};
use app::clients::TagChanges;

use super::{bulk, filter::ClientQuery};
use crate::{
    ApiResult, State,
    access::{Allowed, EditClients},
    openapi::Problems,
    request::{Body, Query},
};

/// Adds tags to many clients and removes others, with a verdict for each, all in one transaction.
///
/// The clients are those of `ids`, or all that the query lets through, at most 10000; `sort` makes no difference.
#[utoipa::path(
    tag = "Clients",
    params(ClientQuery),
    request_body(content = TagClients, example = json!({"ids": ["01931b6e-0000-7000-8000-000000000001"], "add": ["pilot"]})),
    security(("bearer" = ["EDIT_CLIENTS"])),
    responses(
        (status = 200, description = "What became of each client", body = BulkAnswer, example = json!({
            "changed": 1, "unchanged": 0, "refused": 0,
            "data": [{"client_id": "01931b6e-0000-7000-8000-000000000001", "name": "Acme Corporation", "verdict": "CHANGED",
                      "message": null, "added": ["pilot"], "removed": [], "csm_before": null, "ae_before": null}]
        })),
        Problems
    )
)]
#[post("/clients/bulk/tag")]
pub(super) async fn tag_clients(
    caller: Allowed<EditClients>,
    state: Data<State>,
    query: Query<ClientQuery>,
    body: Body<TagClients>,
) -> ApiResult<Json<BulkAnswer>> {
    let TagClients { ids, expected, add, remove } = body.0;
    let chosen = bulk::chosen(&state, &caller, query.0, ids, expected).await?;
    let outcomes = app::clients::tag(&state.context, &caller.actor, chosen, TagChanges { add, remove }).await?;
    Ok(Json(bulk::answer(outcomes)))
}
