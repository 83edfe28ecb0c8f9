use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{clients::ClientListItem, page::Page};

use super::{
    filter::ClientQuery,
    find::{ClientKey, Found, Shown, find},
};
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
    let Paged { page, filter } = query;
    let sort = filter.sort()?;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let shown = Shown { currency: &settings.reporting_currency, today };
    let filter = filter.resolve(&mut connection, &caller, &settings, today).await?;
    let Found { rows, total } = find(&mut connection, &caller, &page, filter, sort, shown).await?;
    drop(connection);
    Ok(Json(page.envelope(rows, total, |(key, _): &(ClientKey, ClientListItem)| key.clone(), |(_, item)| item)))
}
