use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{notes::Note, page::Page};
use domain::work::NoteType;
use serde::Deserialize;
use store::notes::{NoteFilter, NoteRow};

use super::present;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientPath, PageQuery, Paged},
};

/// Which notes.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct NoteQuery {
    /// Only these types, separated by commas.
    #[param(style = Form, explode = false, example = "RISK,STRATEGY")]
    note_type: Vec<NoteType>,
    /// Part of the title or the text.
    #[param(example = "renewal")]
    q: Option<String>,
}

/// What people wrote down about a client, newest first: everyone's, and your own private notes.
#[utoipa::path(
    tag = "Work",
    params(
        ("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"),
        PageQuery, NoteQuery
    ),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of notes", body = Page<Note>, example = json!({
            "data": [{"id": "01931b6e-0000-7000-8000-000000000001", "title": "Renewal strategy", "content": "Start early.",
                      "note_type": "STRATEGY", "is_private": false, "version": 1}],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/clients/{id}/notes")]
pub(super) async fn list_client_notes(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    query: Paged<NoteQuery>,
) -> ApiResult<Json<Page<Note>>> {
    let Paged { page, filter } = query;
    let filter = NoteFilter {
        types: filter.note_type.iter().map(|kind| kind.as_str().to_owned()).collect(),
        search: filter.q,
        after: page.after()?,
        offset: page.offset(),
        limit: page.rows_to_fetch(),
    };
    let mut connection = state.connection().await?;
    let client = store::clients::resolve(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    let (rows, total) = store::notes::list(&mut connection, &caller.scope, caller.staff_id, client, &filter).await?;
    let answer = page.envelope(rows, total, |row: &NoteRow| (row.created_at, row.id), |row| row);
    caller.read("client_note", answer.data.iter().map(|row| row.id).chain([client]));
    let data = present::all(&mut connection, &caller, answer.data).await?;
    Ok(Json(Page { data, pagination: answer.pagination }))
}
