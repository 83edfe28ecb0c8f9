use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::notes::{Colleague, Colleagues};

use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::ClientPath,
};

/// Whom a note about a client can tell: the others who may open it, by name.
#[utoipa::path(
    tag = "Work",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001")),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The colleagues", body = Colleagues, example = json!({
            "data": [{"id": "01931b6e-0000-7000-8000-000000000001", "name": "Vera Lund", "folded": "vera lund",
                      "mention": "Vera Lund"}]
        })),
        Problems
    )
)]
#[get("/clients/{id}/colleagues")]
pub(super) async fn list_client_colleagues(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
) -> ApiResult<Json<Colleagues>> {
    let mut connection = state.connection().await?;
    let colleagues = app::notifications::colleagues(&mut connection, &caller.actor, &path.0).await?;
    let data = colleagues
        .into_iter()
        .map(|colleague| Colleague {
            id: colleague.id,
            name: colleague.name,
            folded: colleague.folded,
            mention: colleague.mention,
        })
        .collect();
    Ok(Json(Colleagues { data }))
}
