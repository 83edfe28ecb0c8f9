use actix_web::{
    post,
    web::{Data, Json},
};
use api_types::{clients::ClientListItem, page::Page, segments::ClientFilter as Filter};
use serde::Deserialize;
use serde_json::Value;
use store::clients::ClientFilter;

use super::find::{ClientKey, Found, Shown, find, sort_by};
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    filter::{filter_on, read_filter, says_which_life},
    openapi::Problems,
    request::{Body, PageQuery, Paged},
};

/// In what order.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct SearchQuery {
    /// Field to sort by, as in the list of clients, with `-` in front for descending.
    #[param(example = "-annual_recurring_revenue", default = "current_health_score")]
    sort: Option<String>,
}

/// Clients within your scope by a filter of any depth.
///
/// The body is the filter itself. Active clients unless the filter asks for `is_active`, `lifecycle_status` or
/// `churned_at`. A cursor belongs to its filter: send the same body with it.
#[utoipa::path(
    tag = "Clients",
    params(PageQuery, SearchQuery),
    request_body(content = Filter, example = json!({"and": [
        {"field": "health_score", "op": "lt", "value": 60},
        {"or": [{"field": "contract_tier", "op": "eq", "value": "ENTERPRISE"},
                {"field": "annual_recurring_revenue", "op": "gte", "value": 100000}]}
    ]})),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of clients", body = Page<ClientListItem>, example = json!({
            "data": [{"id": "01931b6e-0000-7000-8000-000000000001", "name": "Acme Corporation", "current_health_score": 58}],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[post("/clients/search")]
pub(super) async fn search_clients(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    query: Paged<SearchQuery>,
    body: Body<Value>,
) -> ApiResult<Json<Page<ClientListItem>>> {
    let Paged { page, filter: query } = query;
    let sort = sort_by(query.sort.as_deref(), "current_health_score")?;
    let filter = read_filter(&body.0, "")?;
    let page = page.bound_also_to(&filter.to_json().to_string());
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let shown = Shown { currency: &settings.reporting_currency, today };
    let wanted = ClientFilter {
        is_active: (!says_which_life(&filter)).then_some(true),
        segment_filter: Some(filter_on(filter, &settings, today)),
        ..ClientFilter::default()
    };
    let Found { rows, total } = find(&mut connection, &caller, &page, wanted, sort, shown).await?;
    drop(connection);
    Ok(Json(page.envelope(rows, total, |(key, _): &(ClientKey, ClientListItem)| key.clone(), |(_, item)| item)))
}
