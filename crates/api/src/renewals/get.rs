use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::{
    renewal::{RenewalSums, last_window_day, renewal_outlook, value_range},
    round::round,
    settings::RenewalSettings,
};
use api_types::{
    clients::ClientListItem,
    renewals::{RenewalMonth, RenewalStatusFigures, RenewalSummary, RenewalValue},
};
use domain::revenue::{RenewalStatus, RenewalValueBand};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use store::parse_column;

use super::{
    filter::RenewalQuery,
    present::{Sums, by_csm, figures, windows},
};
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    clients::{ClientKey, Found, Shown, find, sort_by},
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// What is up for renewal within your scope: by status, by 30, 60 and 90 days, by month, by manager, and who.
///
/// Amounts are the ARR of the clients. The parameters but `months` choose the clients of `list`, which are those overdue
/// or due within the longest window unless asked otherwise; the figures beside it are of everyone within your scope.
#[utoipa::path(
    tag = "Analytics",
    params(PageQuery, RenewalQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "Renewals", body = RenewalSummary, example = json!({
            "as_of": "2026-03-31", "currency": "USD",
            "statuses": [{"renewal_status": "OVERDUE", "figures": {"clients": 1, "arr": 45000, "n_without_arr": 0,
              "at_risk_clients": 1, "at_risk_arr": 45000}, "arr_percent": 4.5}],
            "windows": [{"days": 30, "figures": {"clients": 2, "arr": 205000, "n_without_arr": 0, "at_risk_clients": 1,
              "at_risk_arr": 120000}}],
            "months": [{"month": "2026-03-01", "figures": {"clients": 1, "arr": 85000, "n_without_arr": 0,
              "at_risk_clients": 0, "at_risk_arr": 0}}],
            "value_bands": [{"value_band": "HIGH", "arr_from": 5000, "arr_below": null}],
            "csms": [{"csm": {"id": "01931b6e-0000-7000-8000-000000000002", "name": "Jane Smith"}}],
            "list": {"data": [{"name": "Acme Corporation", "next_renewal_date": "2026-05-15", "days_to_renewal": 45}],
              "pagination": {"page": 1, "limit": 25, "total": 3, "pages": 1, "next_cursor": null}}
        })),
        Problems
    )
)]
#[get("/analytics/renewals")]
pub(super) async fn get_renewal_summary(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    query: Paged<RenewalQuery>,
) -> ApiResult<Json<RenewalSummary>> {
    let Paged { page, filter } = query;
    let months = filter.months()?;
    let sort = sort_by(filter.sort.as_deref(), "next_renewal_date")?;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let shown = Shown { currency: &settings.reporting_currency, today };
    let end = last_window_day(today, &settings.renewal);
    let filter = filter.filter(today, end, &settings.renewal)?;
    let rows = store::renewals::by_due_date(&mut connection, &caller.scope).await?;
    let owned = store::renewals::by_csm(&mut connection, &caller.scope, end).await?;
    let Found { rows: found, total } = find(&mut connection, &caller, &page, filter, sort, shown).await?;
    drop(connection);

    let mut all = RenewalSums::default();
    let mut statuses = RenewalStatus::ALL.iter().map(|status| (*status, RenewalSums::default())).collect::<Vec<_>>();
    for row in &rows {
        let sums = Sums::from(row).0;
        let status: RenewalStatus = parse_column("client", "renewal_status", &row.renewal_status)?;
        all.add(&sums);
        statuses.iter_mut().filter(|(known, _)| *known == status).for_each(|(_, of_status)| of_status.add(&sums));
    }
    let outlook =
        renewal_outlook(rows.iter().map(|row| (row.due, Sums::from(row).0)), today, months, &settings.renewal);
    let percent = |arr: Decimal| round(arr.checked_div(all.arr)? * Decimal::ONE_HUNDRED, 1).to_f64();
    Ok(Json(RenewalSummary {
        as_of: today,
        currency: settings.reporting_currency.clone(),
        total: figures(&all),
        statuses: statuses
            .into_iter()
            .map(|(renewal_status, sums)| RenewalStatusFigures {
                renewal_status,
                figures: figures(&sums),
                arr_percent: percent(sums.arr),
            })
            .collect(),
        overdue: figures(&outlook.overdue),
        windows: windows(&outlook.windows),
        months: outlook
            .months
            .iter()
            .map(|(month, sums)| RenewalMonth { month: *month, figures: figures(sums) })
            .collect(),
        later: figures(&outlook.later),
        without_date: figures(&outlook.undated),
        csms: by_csm(owned, today, &settings.renewal),
        value_bands: value_bands(&settings.renewal),
        list: page.envelope(found, total, |(key, _): &(ClientKey, ClientListItem)| key.clone(), |(_, item)| item),
        computed_at: rows.iter().filter_map(|row| row.computed_at).max(),
    }))
}

fn value_bands(settings: &RenewalSettings) -> Vec<RenewalValue> {
    let band = |value_band: &RenewalValueBand| {
        let (arr_from, arr_below) = value_range(*value_band, settings)?;
        Some(RenewalValue { value_band: *value_band, arr_from, arr_below })
    };
    RenewalValueBand::ALL.iter().filter_map(band).collect()
}
