use actix_web::{HttpResponse, get, http::header, web::Data};
use uuid::Uuid;

use super::{csv, filter::TimelineQuery, present::entry};
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientPath, Query},
};

/// Entries fetched at once: an export walks the same stream as the page does, in longer strides.
const STRIDE: i64 = 1_000;

/// The timeline of a client as a CSV file, newest first.
///
/// Cells that a spreadsheet would take for a formula begin with an apostrophe.
#[utoipa::path(
    tag = "Work",
    params(
        ("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"),
        TimelineQuery
    ),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The file", body = String, content_type = "text/csv",
         example = json!("occurred_at,kind,title,detail,by,facts\r\n2026-02-01T10:00:00Z,ACTIVITY,Check-in call,,Jane Smith,activity_type: CALL\r\n")),
        Problems
    )
)]
#[get("/clients/{id}/timeline.csv")]
pub(super) async fn get_client_timeline_file(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    query: Query<TimelineQuery>,
) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let client = store::clients::resolve(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    let mut file = csv::header();
    let mut shown: Vec<Uuid> = vec![client];
    let settings = state.metric_settings(&mut connection).await?;
    let mut filter = query.0.filter(None, STRIDE, &settings)?;
    loop {
        let rows = store::timeline::timeline(&mut connection, &caller.scope, caller.staff_id, client, &filter).await?;
        let is_last = rows.len() < usize::try_from(STRIDE).unwrap_or(usize::MAX);
        if let Some(last) = rows.last() {
            filter.after = (last.at, last.key.clone());
        }
        for row in rows {
            shown.extend(row.entity_id);
            file.push_str(&csv::row(&entry(row)?));
        }
        if is_last {
            break;
        }
    }
    drop(connection);
    caller.read("client", shown);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"timeline.csv\""))
        .body(file))
}
