use actix_web::{HttpResponse, post, web::Data};
use api_types::contacts::{Contact, NewContact};
use app::contacts::ContactChanges;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, EditContacts},
    openapi::Problems,
    request::{Body, ClientPath, etag},
};

/// Adds a contact to a client.
#[utoipa::path(
    tag = "Work",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001")),
    request_body(content = NewContact, example = json!({"name": "Sarah Chen", "email": "sarah@acme.example", "role": "CHAMPION", "is_key": true})),
    security(("bearer" = ["EDIT_CONTACTS"])),
    responses(
        (status = 201, description = "The contact", body = Contact, headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "name": "Sarah Chen", "role": "CHAMPION", "version": 1})),
        Problems
    )
)]
#[post("/clients/{id}/contacts")]
pub(super) async fn create_client_contact(
    caller: Allowed<EditContacts>,
    state: Data<State>,
    path: ClientPath,
    body: Body<NewContact>,
) -> ApiResult<HttpResponse> {
    let new = body.0;
    let changes = ContactChanges {
        name: Some(new.name),
        email: Some(new.email),
        phone: Some(new.phone),
        title: Some(new.title),
        role: Some(new.role),
        is_primary: Some(new.is_primary),
        is_billing: Some(new.is_billing),
        is_technical: Some(new.is_technical),
        is_key: Some(new.is_key),
        platform_user_id: Some(new.platform_user_id),
        notes: Some(new.notes),
        left_company_at: Some(new.left_company_at),
    };
    let id = app::contacts::create(&state.context, &caller.actor, &path.0, changes).await?;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let contact = present::one(&mut connection, &caller.scope, id, &settings, state.context.now()).await?;
    Ok(HttpResponse::Created().insert_header(etag(contact.version)).json(contact))
}
