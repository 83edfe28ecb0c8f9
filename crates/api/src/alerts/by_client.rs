use std::collections::HashMap;

use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{
    alerts::{Alert, ClientAlerts},
    page::Page,
};
use store::alerts::{ClientGroupKey, ClientGroupRow};
use uuid::Uuid;

use super::{
    filter::AlertQuery,
    present::{alert, client},
};
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// Alerts of one client in the inbox: a year of closed ones is for `GET /clients/{id}/alerts` to page through.
const SHOWN_OF_EACH: i64 = 25;

/// The inbox: clients within your scope with their alerts.
///
/// Open alerts unless asked otherwise. The client with the gravest alert comes first, among equals the one with the
/// higher ARR. Of each client the first 25 alerts come along; `alert_count` says how many there are.
#[utoipa::path(
    tag = "Alerts",
    params(PageQuery, AlertQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of clients with alerts", body = Page<ClientAlerts>, example = json!({
            "data": [{
                "client": {"id": "01931b6e-0000-7000-8000-000000000001", "name": "Acme Corporation",
                  "contract_tier": "ENTERPRISE", "annual_recurring_revenue": 120000, "currency": "USD",
                  "current_health_score": 58, "health_status": "AT_RISK"},
                "alert_count": 1,
                "alerts": [{"alert_type": "HEALTH_DROP", "severity": "HIGH", "status": "NEW"}]
            }],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/alerts/by-client")]
pub(super) async fn list_alerts_by_client(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    query: Paged<AlertQuery>,
) -> ApiResult<Json<Page<ClientAlerts>>> {
    let Paged { page, filter } = query;
    let filter = filter.filter()?;
    let scope = &caller.scope;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let after = page.after::<ClientGroupKey>()?;
    let rows =
        store::alerts::by_client(&mut connection, scope, &filter, after, page.offset(), page.rows_to_fetch()).await?;
    let total = store::alerts::count_clients(&mut connection, scope, &filter).await?;
    let shown = usize::try_from(page.limit()).unwrap_or(usize::MAX);
    let clients: Vec<Uuid> = rows.iter().take(shown).map(|row| row.id).collect();
    let mut alerts: HashMap<Uuid, Vec<Alert>> = HashMap::new();
    let mut read = Vec::new();
    for row in store::alerts::of_clients(&mut connection, scope, &filter, &clients, SHOWN_OF_EACH).await? {
        read.push(row.id);
        alerts.entry(row.client_id).or_default().push(alert(row)?);
    }
    drop(connection);
    caller.read("client_alert", read);

    let items = rows
        .into_iter()
        .map(|row: ClientGroupRow| {
            let (id, key) = (row.id, (row.severity_rank, row.sort_arr, row.id));
            let alerts = alerts.remove(&id).unwrap_or_default();
            let alert_count = row.alerts;
            Ok((key, ClientAlerts { client: client(row, &settings.reporting_currency)?, alert_count, alerts }))
        })
        .collect::<ApiResult<Vec<_>>>()?;
    Ok(Json(page.envelope(items, total, |(key, _): &(ClientGroupKey, ClientAlerts)| *key, |(_, item)| item)))
}
