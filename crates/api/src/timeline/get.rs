use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{page::Stretch, timeline::TimelineEntry};
use store::timeline::TimelineRow;

use super::{filter::TimelineQuery, present::entry};
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientPath, Paged, StreamQuery},
};

/// Everything that happened with a client, newest first.
///
/// Activities, tickets, changes of score, renewals, notes, alerts and key events in one stream, followed by cursor.
#[utoipa::path(
    tag = "Work",
    params(
        ("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"),
        StreamQuery, TimelineQuery
    ),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One stretch of the timeline", body = Stretch<TimelineEntry>, example = json!({
            "data": [{"id": "ACTIVITY:01931b6e-0000-7000-8000-000000000001", "kind": "ACTIVITY",
                      "occurred_at": "2026-02-01T10:00:00Z", "title": "Check-in call with Sarah Chen",
                      "facts": {"activity_type": "CALL", "outcome": "SUCCESSFUL_ENGAGEMENT"}}],
            "pagination": {"limit": 25, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/clients/{id}/timeline")]
pub(super) async fn get_client_timeline(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    query: Paged<TimelineQuery>,
) -> ApiResult<Json<Stretch<TimelineEntry>>> {
    let Paged { page, filter } = query;
    page.check_stream()?;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let filter = filter.filter(page.after()?, page.rows_to_fetch(), &settings)?;
    let client = store::clients::resolve(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    let rows = store::timeline::timeline(&mut connection, &caller.scope, caller.staff_id, client, &filter).await?;
    drop(connection);
    let answer = page.stretch(rows, |row: &TimelineRow| (row.at, row.key.clone()), |row| row);
    caller.read("client", answer.data.iter().filter_map(|row| row.entity_id).chain([client]));
    let data = answer.data.into_iter().map(entry).collect::<ApiResult<_>>()?;
    Ok(Json(Stretch { data, pagination: answer.pagination }))
}
