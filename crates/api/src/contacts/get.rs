use actix_web::{HttpResponse, get, web::Data};
use api_types::contacts::Contact;
use domain::ContactId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{PathId, etag},
};

/// One contact.
///
/// The `ETag` names the version to send as `If-Match` with an edit.
#[utoipa::path(
    tag = "Work",
    params(("id" = ContactId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The contact", body = Contact, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "name": "Sarah Chen", "role": "CHAMPION", "version": 1})),
        Problems
    )
)]
#[get("/contacts/{id}")]
pub(super) async fn get_contact(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: PathId<ContactId>,
) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let contact = present::one(&mut connection, &caller.scope, path.0, &settings, state.context.now()).await?;
    caller.read("client_contact", [contact.id.0, contact.client_id.0]);
    Ok(HttpResponse::Ok().insert_header(etag(contact.version)).json(contact))
}
