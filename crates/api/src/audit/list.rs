use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{audit::AuditEvent, page::Stretch};
use store::audit::AuditEventRow;

use super::{filter::AuditQuery, present};
use crate::{
    ApiResult, State,
    access::{Allowed, ReadAudit},
    openapi::Problems,
    request::{Paged, StreamQuery},
};

/// Ids that are told of one row; a page of a list shows up to 200 clients, a report all of them.
const IDS: i32 = 100;

/// Who read or wrote what.
///
/// The newest first, of the last 30 days unless `from` and `to` say otherwise. A stream: follow `next_cursor`.
#[utoipa::path(
    tag = "Audit",
    params(StreamQuery, AuditQuery),
    security(("bearer" = ["READ_AUDIT"])),
    responses(
        (status = 200, description = "One stretch of the log", body = Stretch<AuditEvent>, example = json!({
            "data": [{
                "id": "01931b6e-0000-7000-8000-00000000000a", "occurred_at": "2026-11-21T09:12:00Z",
                "actor": "ada@example.com",
                "user": {"id": "01931b6e-0000-7000-8000-000000000001", "name": "Ada Byron"}, "api_key": null,
                "action": "UPDATE", "operation": "update_client", "entity": "client",
                "entity_ids": ["01931b6e-0000-7000-8000-000000000003"], "entity_count": 1,
                "clients": [{"id": "01931b6e-0000-7000-8000-000000000003", "name": "Acme"}],
                "changes": {"tags": {"from": [], "to": ["pilot"]}}, "request_id": "5f1c…", "ip_address": "192.0.2.7"
            }],
            "pagination": {"limit": 25, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/audit")]
pub(super) async fn list_audit_events(
    caller: Allowed<ReadAudit>,
    state: Data<State>,
    query: Paged<AuditQuery>,
) -> ApiResult<Json<Stretch<AuditEvent>>> {
    query.page.check_stream()?;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let filter = query.filter.filter(query.page.after()?, query.page.rows_to_fetch(), today, &settings)?;
    let rows = store::audit::list(&mut connection, &filter, IDS).await?;
    let stretch = query.page.stretch(rows, |row: &AuditEventRow| (row.occurred_at, row.id), |row| row);
    let (mut data, shown) = present::events(&mut connection, &caller, stretch.data).await?;
    for event in &mut data {
        event.changes = event.changes.take().map(present::shortened);
    }
    caller.read("audit_log", shown);
    Ok(Json(Stretch { data, pagination: stretch.pagination }))
}
