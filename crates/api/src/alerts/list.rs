use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{alerts::Alert, page::Page};
use store::alerts::{AlertPosition, ListRequest};
use uuid::Uuid;

use super::{filter::AlertListQuery, present::alert};
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// Alerts about clients within your scope.
///
/// Open ones unless asked otherwise; the gravest first unless sorted otherwise.
#[utoipa::path(
    tag = "Alerts",
    params(PageQuery, AlertListQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of alerts", body = Page<Alert>, example = json!({
            "data": [{
                "id": "01931b6e-0000-7000-8000-000000000009", "client_id": "01931b6e-0000-7000-8000-000000000001",
                "client_name": "Acme Corporation", "alert_type": "HEALTH_DROP", "severity": "HIGH",
                "title": "Health fell 14 points in a week",
                "description": "Health is 58, 14 points lower than seven days ago.",
                "trigger_metric": "health_score_change_7_days", "trigger_value": "-14", "trigger_threshold": "-10",
                "status": "NEW"
            }],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/alerts")]
pub(super) async fn list_alerts(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    query: Paged<AlertListQuery>,
) -> ApiResult<Json<Page<Alert>>> {
    let Paged { page, filter } = query;
    let (sort, direction) = filter.sort()?;
    let filter = filter.filter()?;
    let position = match page.after::<(String, Uuid)>()? {
        Some((value, id)) => AlertPosition::After(value, id),
        None => AlertPosition::Offset(page.offset()),
    };
    let request = ListRequest { filter, sort, direction, position, limit: page.rows_to_fetch() };
    let mut connection = state.connection().await?;
    let rows = store::alerts::list(&mut connection, &caller.scope, &request).await?;
    let total = store::alerts::count(&mut connection, &caller.scope, &request.filter).await?;
    drop(connection);

    let shown = usize::try_from(page.limit()).unwrap_or(usize::MAX);
    caller.read("client_alert", rows.iter().take(shown).map(|row| row.id));
    let items = rows
        .into_iter()
        .map(|row| Ok(((row.sort_value.clone(), row.id), alert(row)?)))
        .collect::<ApiResult<Vec<_>>>()?;
    Ok(Json(page.envelope(items, total, |(key, _): &((String, Uuid), Alert)| key.clone(), |(_, item)| item)))
}
