use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{clients::ClientListItem, page::Page};
use store::clients::{ListRequest, Position};

use super::{cursor, filter::ClientQuery, present::list_item};
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// The portfolio: clients within your scope.
///
/// Active clients unless asked otherwise; lowest health first unless sorted otherwise.
#[utoipa::path(
    tag = "Clients",
    params(PageQuery, ClientQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of clients", body = Page<ClientListItem>, example = json!({
            "data": [{
                "id": "01931b6e-0000-7000-8000-000000000001", "external_id": "A-1001", "name": "Acme Corporation",
                "industry": "Manufacturing", "contract_tier": "ENTERPRISE", "annual_recurring_revenue": 120000,
                "currency": "USD", "current_health_score": 58, "health_status": "AT_RISK", "health_trend": "DOWN",
                "health_trend_change": -14, "churn_risk_score": 45, "next_renewal_date": "2026-05-15",
                "days_to_renewal": 102
            }],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/clients")]
pub(super) async fn list_clients(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    query: Paged<ClientQuery>,
) -> ApiResult<Json<Page<ClientListItem>>> {
    let today = state.context.now().date_naive();
    let Paged { page, filter } = query;
    let (sort, direction) = filter.sort()?;
    let filter = filter.filter(today)?;
    let fingerprint = cursor::fingerprint(&filter, sort, direction);
    let position = match page.cursor() {
        Some(text) => Position::After(cursor::decode(&fingerprint, text)?),
        None => Position::Offset(page.offset()),
    };
    let request = ListRequest { filter, sort, direction, position, limit: page.limit() };

    let mut connection = state.connection().await?;
    let (rows, next) = store::clients::list(&mut connection, &caller.scope, &request).await?;
    let total = store::clients::count(&mut connection, &caller.scope, &request.filter).await?;
    drop(connection);

    caller.read("client", rows.iter().map(|row| row.id));
    let next_cursor = next.map(|keyset| cursor::encode(&fingerprint, keyset)).transpose()?;
    let items = rows.into_iter().map(|row| list_item(row, today)).collect::<ApiResult<Vec<_>>>()?;
    Ok(Json(page.envelope(items, total, next_cursor)))
}
