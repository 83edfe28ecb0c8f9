use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::contacts::{Contact, ContactList};
use serde::Deserialize;
use uuid::Uuid;

use super::present::Contacts;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientPath, PageQuery, Paged},
};

/// Contacts know no filters.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFilter {}

/// The people at a client, and which of the roles a relationship needs are covered.
///
/// Key people first, those who left last.
#[utoipa::path(
    tag = "Work",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"), PageQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of contacts", body = ContactList, example = json!({
            "data": [{"id": "01931b6e-0000-7000-8000-000000000001", "name": "Sarah Chen", "role": "CHAMPION",
                      "engagement_status": "ACTIVE", "is_key": true, "version": 1}],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null},
            "role_coverage": [{"role": "CHAMPION", "is_covered": true, "contacts": []}], "engaged_days": 90
        })),
        Problems
    )
)]
#[get("/clients/{id}/contacts")]
pub(super) async fn list_client_contacts(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    query: Paged<NoFilter>,
) -> ApiResult<Json<ContactList>> {
    let page = &query.page;
    let mut connection = state.connection().await?;
    let client = store::clients::resolve(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    let settings = state.metric_settings(&mut connection).await?;
    let contacts = Contacts::read(&mut connection, &caller.scope, client, &settings, state.context.now()).await?;
    drop(connection);
    let mut rows: Vec<Contact> = contacts.all()?;
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let start = match page.after::<Uuid>()? {
        Some(last) => rows.iter().position(|row| row.id.0 == last).map_or(rows.len(), |at| at + 1),
        None => usize::try_from(page.offset()).unwrap_or(usize::MAX).min(rows.len()),
    };
    rows.drain(..start);
    rows.truncate(usize::try_from(page.rows_to_fetch()).unwrap_or(usize::MAX));
    let answer = page.envelope(rows, total, |row| row.id.0, |row| row);
    caller.read("client_contact", answer.data.iter().map(|row| row.id.0).chain([client]));
    Ok(Json(ContactList {
        data: answer.data,
        pagination: answer.pagination,
        role_coverage: contacts.coverage()?,
        engaged_days: contacts.engaged_days(),
    }))
}
