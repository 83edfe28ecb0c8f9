use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{alerts::Alert, page::Page};
use domain::alert::AlertStatus;
use serde::Deserialize;
use store::{
    alerts::{AlertFilter, AlertPosition, AlertSort, ListRequest},
    clients::SortDirection,
};
use uuid::Uuid;

use super::{filter::or_open, present::alert};
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientPath, PageQuery, Paged},
};

/// Which alerts of the client.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct ClientAlertQuery {
    /// Only these; open ones (`NEW`, `ACKNOWLEDGED`, `SNOOZED`) unless given.
    #[param(style = Form, explode = false, example = "NEW,ACKNOWLEDGED")]
    status: Vec<AlertStatus>,
}

/// The alerts of a client, the gravest first.
#[utoipa::path(
    tag = "Alerts",
    params(
        ("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"),
        PageQuery, ClientAlertQuery
    ),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of alerts", body = Page<Alert>, example = json!({
            "data": [{"alert_type": "HEALTH_DROP", "severity": "HIGH", "status": "NEW"}],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/clients/{id}/alerts")]
pub(super) async fn list_client_alerts(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    query: Paged<ClientAlertQuery>,
) -> ApiResult<Json<Page<Alert>>> {
    let Paged { page, filter } = query;
    let scope = &caller.scope;
    let mut connection = state.connection().await?;
    let id =
        store::clients::resolve(&mut connection, scope, &path.0).await?.ok_or_else(|| ApiError::not_found("client"))?;
    let position = match page.after::<(String, Uuid)>()? {
        Some((value, id)) => AlertPosition::After(value, id),
        None => AlertPosition::Offset(page.offset()),
    };
    let filter = AlertFilter { status: or_open(filter.status), client_id: vec![id], ..AlertFilter::default() };
    let direction = SortDirection::Descending;
    let request = ListRequest { filter, sort: AlertSort::Severity, direction, position, limit: page.rows_to_fetch() };
    let rows = store::alerts::list(&mut connection, scope, &request).await?;
    let total = store::alerts::count(&mut connection, scope, &request.filter).await?;
    drop(connection);

    let shown = usize::try_from(page.limit()).unwrap_or(usize::MAX);
    caller.read("client_alert", rows.iter().take(shown).map(|row| row.id));
    let items = rows
        .into_iter()
        .map(|row| Ok(((row.sort_value.clone(), row.id), alert(row)?)))
        .collect::<ApiResult<Vec<_>>>()?;
    Ok(Json(page.envelope(items, total, |(key, _): &((String, Uuid), Alert)| key.clone(), |(_, item)| item)))
}
