use actix_web::{
    post,
    web::{Data, Json},
};
use api_types::bulk::{AssignClients, BulkAnswer};
use app::clients::NewOwners;

use super::{bulk, filter::ClientQuery};
use crate::{
    ApiResult, State,
    access::{Allowed, AssignClients as AssignRight},
    openapi::Problems,
    request::{Body, Query},
};

/// Gives many clients another CSM or AE, with a verdict for each, all in one transaction.
///
/// The clients are those of `ids`, or all that the query lets through, at most 10000; `sort` makes no difference. Scores
/// and counters follow within seconds. Each verdict names the owners before, so that it can be taken back.
#[utoipa::path(
    tag = "Clients",
    params(ClientQuery),
    request_body(content = AssignClients, example = json!({
        "ids": ["01931b6e-0000-7000-8000-000000000001"], "csm_user_id": "01931b6e-0000-7000-8000-000000000002"})),
    security(("bearer" = ["ASSIGN_CLIENTS"])),
    responses(
        (status = 200, description = "What became of each client", body = BulkAnswer, example = json!({
            "changed": 1, "unchanged": 0, "refused": 0,
            "data": [{"client_id": "01931b6e-0000-7000-8000-000000000001", "name": "Acme Corporation", "verdict": "CHANGED",
                      "message": null, "added": [], "removed": [],
                      "csm_before": "01931b6e-0000-7000-8000-000000000003", "ae_before": null}]
        })),
        Problems
    )
)]
#[post("/clients/bulk/assign")]
pub(super) async fn assign_clients(
    caller: Allowed<AssignRight>,
    state: Data<State>,
    query: Query<ClientQuery>,
    body: Body<AssignClients>,
) -> ApiResult<Json<BulkAnswer>> {
    let AssignClients { ids, expected, csm_user_id, ae_user_id } = body.0;
    let chosen = bulk::chosen(&state, &caller, query.0, ids, expected).await?;
    let owners = NewOwners { csm: csm_user_id, ae: ae_user_id };
    let outcomes = app::clients::assign(&state.context, &caller.actor, chosen, owners).await?;
    Ok(Json(bulk::answer(outcomes)))
}
