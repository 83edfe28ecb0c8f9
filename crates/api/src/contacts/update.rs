use actix_web::{HttpResponse, put, web::Data};
use api_types::contacts::{Contact, UpdateContact};
use app::contacts::ContactChanges;
use domain::ContactId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, EditContacts},
    openapi::Problems,
    request::{Body, IfMatch, PathId, etag},
};

/// Changes a contact.
///
/// Fields that are left out stay. `left_company_at` keeps the history of someone who left.
#[utoipa::path(
    tag = "Work",
    params(
        ("id" = ContactId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001"),
        ("If-Match" = String, Header, description = "The ETag of the version that was edited", example = "\"v1\"")
    ),
    request_body(content = UpdateContact, example = json!({"title": "Chief Compliance Officer", "is_key": true})),
    security(("bearer" = ["EDIT_CONTACTS"])),
    responses(
        (status = 200, description = "The contact as it is now", body = Contact, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "name": "Sarah Chen", "role": "CHAMPION", "version": 2})),
        Problems
    )
)]
#[put("/contacts/{id}")]
pub(super) async fn update_contact(
    caller: Allowed<EditContacts>,
    state: Data<State>,
    path: PathId<ContactId>,
    version: IfMatch,
    body: Body<UpdateContact>,
) -> ApiResult<HttpResponse> {
    let edit = body.0;
    let changes = ContactChanges {
        name: edit.name,
        email: edit.email,
        phone: edit.phone,
        title: edit.title,
        role: edit.role,
        is_primary: edit.is_primary,
        is_billing: edit.is_billing,
        is_technical: edit.is_technical,
        is_key: edit.is_key,
        platform_user_id: edit.platform_user_id,
        notes: edit.notes,
        left_company_at: edit.left_company_at,
    };
    app::contacts::update(&state.context, &caller.actor, path.0, version.0, changes).await?;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let contact = present::one(&mut connection, &caller.scope, path.0, &settings, state.context.now()).await?;
    Ok(HttpResponse::Ok().insert_header(etag(contact.version)).json(contact))
}
