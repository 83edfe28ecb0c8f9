use actix_web::{
    HttpResponse, get,
    http::header,
    web::{Bytes, Data},
};
use api_types::audit::AuditEvent;
use chrono::SecondsFormat;
use futures::{StreamExt as _, stream};
use store::audit::AuditFilter;

use super::{filter::AuditQuery, present};
use crate::{
    ApiResult, State,
    access::{Allowed, ReadAudit},
    csv::{line, number, text},
    openapi::Problems,
    request::Query,
};

/// Rows fetched at once: the file is sent while it is read, so that no server holds all of it.
const STRIDE: i64 = 1_000;
/// Ids told of one row; their number is told beside them.
const IDS: i32 = 20;

const COLUMNS: [&str; 12] = [
    "occurred_at",
    "actor",
    "api_key",
    "action",
    "operation",
    "entity",
    "entity_count",
    "entity_ids",
    "clients",
    "changes",
    "request_id",
    "ip_address",
];

/// The audit log as a CSV file, newest first.
///
/// The same filters as in the list. Cells that a spreadsheet would take for a formula begin with an apostrophe; of a row
/// about many things the first 20 ids are told, and how many there are.
#[utoipa::path(
    tag = "Audit",
    params(AuditQuery),
    security(("bearer" = ["READ_AUDIT"])),
    responses(
        (status = 200, description = "The file", body = String, content_type = "text/csv",
         example = json!("occurred_at,actor,api_key,action,operation,entity,entity_count,entity_ids,clients,changes,request_id,ip_address\r\n2026-11-21T09:12:00Z,ada@example.com,,UPDATE,update_client,client,1,01931b6e-0000-7000-8000-000000000003,Acme,,5f1c,192.0.2.7\r\n")),
        Problems
    )
)]
#[get("/audit/export")]
pub(super) async fn get_audit_file(
    caller: Allowed<ReadAudit>,
    state: Data<State>,
    query: Query<AuditQuery>,
) -> ApiResult<HttpResponse> {
    let filter = {
        let mut connection = state.connection().await?;
        let settings = state.metric_settings(&mut connection).await?;
        query.0.filter(None, STRIDE, state.today_of(&settings), &settings)?
    };
    let mut walk = Walk { state, caller, next: Some(filter) };
    // What fails before the first line is still answered as a problem.
    let first = walk.stride().await?;
    let begin = format!("{}{first}", line(COLUMNS.map(text)));
    let rest = stream::try_unfold(walk, |mut walk| async move {
        if walk.next.is_none() {
            return Ok::<_, crate::ApiError>(None);
        }
        let lines = walk.stride().await?;
        Ok(Some((Bytes::from(lines), walk)))
    });
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""))
        .streaming(stream::once(async move { Ok(Bytes::from(begin)) }).chain(rest)))
}

/// The walk through the log; it holds no connection between two strides.
struct Walk {
    state: Data<State>,
    caller: Allowed<ReadAudit>,
    next: Option<AuditFilter>,
}

impl Walk {
    /// The lines of the next stride.
    async fn stride(&mut self) -> ApiResult<String> {
        let Some(filter) = self.next.take() else { return Ok(String::new()) };
        let mut connection = self.state.connection().await?;
        let rows = store::audit::list(&mut connection, &filter, IDS).await?;
        let is_last = rows.len() < usize::try_from(STRIDE).unwrap_or(usize::MAX);
        let last = rows.last().map(|row| (row.occurred_at, row.id));
        self.next = last.filter(|_| !is_last).map(|last| AuditFilter { after: Some(last), ..filter });
        let (events, shown) = present::events(&mut connection, &self.caller, rows).await?;
        self.caller.read("audit_log", shown);
        Ok(events.iter().map(row).collect())
    }
}

fn row(event: &AuditEvent) -> String {
    let joined = |words: Vec<String>| text(&words.join("; "));
    line([
        text(&event.occurred_at.to_rfc3339_opts(SecondsFormat::Millis, true)),
        text(&event.actor),
        text(event.api_key.as_ref().map_or("", |key| &key.name)),
        text(event.action.as_str()),
        text(&event.operation),
        text(&event.entity),
        number(Some(event.entity_count)),
        joined(event.entity_ids.iter().map(ToString::to_string).collect()),
        joined(event.clients.iter().map(|client| client.name.clone()).collect()),
        text(&event.changes.as_ref().map(ToString::to_string).unwrap_or_default()),
        text(event.request_id.as_deref().unwrap_or_default()),
        text(event.ip_address.as_deref().unwrap_or_default()),
    ])
}
