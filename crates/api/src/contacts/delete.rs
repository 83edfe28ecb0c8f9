use actix_web::{HttpResponse, delete, web::Data};
use domain::ContactId;

use crate::{
    ApiResult, State,
    access::{Allowed, EditContacts},
    openapi::Problems,
    request::PathId,
};

/// Removes a contact.
///
/// Activities keep that someone took part, without the name. Mark who left with `left_company_at` to keep the history.
#[utoipa::path(
    tag = "Work",
    params(("id" = ContactId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["EDIT_CONTACTS"])),
    responses((status = 204, description = "It is gone"), Problems)
)]
#[delete("/contacts/{id}")]
pub(super) async fn delete_contact(
    caller: Allowed<EditContacts>,
    state: Data<State>,
    path: PathId<ContactId>,
) -> ApiResult<HttpResponse> {
    app::contacts::remove(&state.context, &caller.actor, path.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
