use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::round::round;
use api_types::analytics::{BuiltInView, Facet, Facets, Metric, PortfolioSummary};
use domain::{NullReason, health::Profile};
use rust_decimal::Decimal;
use store::analytics::{FacetRow, PortfolioRow};

use super::{
    comparison::{Against, Past},
    money,
};
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
};

pub(crate) const CLIENTS: &str = "M012";
pub(crate) const AT_RISK: &str = "M008";
pub(crate) const HEALTH: &str = "M005";
pub(crate) const ARR: &str = "M061";
pub(crate) const ARR_AT_RISK: &str = "M009";

/// The portfolio at a glance: the figures on the cards, the built-in views and what the filters offer.
///
/// Over the active clients within your scope.
#[utoipa::path(
    tag = "Analytics",
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The portfolio", body = PortfolioSummary, example = json!({
            "clients": {"metric": "M012", "value": 24, "unit": "clients", "display": "24"},
            "arr_at_risk_percent": 12.0, "views": [{"key": "all", "name": "All clients", "clients": 24}]
        })),
        Problems
    )
)]
#[get("/analytics/portfolio")]
pub(super) async fn get_portfolio_summary(
    caller: Allowed<ReadClients>,
    state: Data<State>,
) -> ApiResult<Json<PortfolioSummary>> {
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let currency = settings.reporting_currency.as_str();
    let profile = default_profile(&mut connection).await?;
    let scope = &caller.scope;
    let row = store::analytics::portfolio(&mut connection, scope, profile.as_str(), caller.staff_id.0, today).await?;
    let metrics = [CLIENTS, AT_RISK, HEALTH, ARR, ARR_AT_RISK].map(str::to_owned);
    let snapshots = store::analytics::snapshots(&mut connection, scope, &metrics, &Past::days(today)).await?;
    let facets = facets(store::analytics::facets(&mut connection, scope).await?);
    caller.read("portfolio", []);

    let past = Past::new(today, snapshots);
    let count = |value: i64| Some(Decimal::from(value));
    let health = Decimal::from(row.score_sum).checked_div(Decimal::from(row.scored)).map(|mean| round(mean, 0));
    let arr = row.arr.map(|arr| round(arr, 2));
    let arr_at_risk = round(row.arr_at_risk.unwrap_or_default(), 2);
    let with_arr = row.clients - row.without_arr;
    let figure =
        |metric: &str, value: Option<Decimal>, unit: &str, display: String, against: Against, places: u32| Metric {
            metric: metric.to_owned(),
            value,
            unit: unit.to_owned(),
            display,
            numerator: None,
            denominator: None,
            n: row.clients,
            n_excluded: 0,
            as_of: today,
            comparison: Some(past.compare(metric, value, against, unit, places)),
            history: past.history(metric, value, places),
            null_reason: value.is_none().then_some(NullReason::NoData),
            computed_at: row.computed_at,
        };
    let money_figure = |metric: &str, value: Option<Decimal>, against: Against| {
        let display = value.map_or_else(|| "N/A".to_owned(), |value| money::short(value, currency));
        figure(metric, value, currency, display, against, 2)
    };
    Ok(Json(PortfolioSummary {
        clients: figure(CLIENTS, count(row.clients), "clients", row.clients.to_string(), Against::MonthOpening, 0),
        at_risk_clients: figure(AT_RISK, count(row.at_risk), "clients", row.at_risk.to_string(), Against::LastWeek, 0),
        average_health: Metric {
            numerator: count(row.score_sum),
            denominator: count(row.scored),
            n: row.scored,
            n_excluded: row.clients - row.scored,
            ..figure(
                HEALTH,
                health,
                "points",
                health.map_or_else(|| "N/A".to_owned(), |mean| mean.to_string()),
                Against::LastMonth,
                0,
            )
        },
        arr_at_risk: Metric {
            numerator: Some(arr_at_risk),
            denominator: arr,
            n: row.at_risk - row.at_risk_without_arr,
            n_excluded: row.at_risk_without_arr,
            ..money_figure(ARR_AT_RISK, Some(arr_at_risk), Against::LastWeek)
        },
        arr: Metric { n: with_arr, n_excluded: row.without_arr, ..money_figure(ARR, arr, Against::LastMonth) },
        arr_at_risk_percent: money::percent(arr_at_risk, arr.unwrap_or_default()),
        views: views(&row),
        facets,
        computed_at: row.computed_at,
    }))
}

/// The formula portfolios are averaged by.
pub(crate) async fn default_profile(connection: &mut store::PgConnection) -> ApiResult<Profile> {
    Ok(match store::health::default_profile(connection).await? {
        Some(profile) => store::parse_column("health_score_config", "profile", &profile)?,
        None => Profile::Six,
    })
}

fn views(row: &PortfolioRow) -> Vec<BuiltInView> {
    [
        ("all", "All clients", row.clients),
        ("at-risk", "At risk", row.at_risk),
        ("renewals-90", "Renewals < 90 days", row.renewals_90),
        ("mine", "My clients", row.mine),
    ]
    .map(|(key, name, clients)| BuiltInView { key: key.to_owned(), name: name.to_owned(), clients })
    .to_vec()
}

fn facets(rows: Vec<FacetRow>) -> Facets {
    let mut facets = Facets::default();
    for row in rows {
        let list = match row.kind.as_str() {
            "INDUSTRY" => &mut facets.industries,
            "SEGMENT" => &mut facets.segments,
            "TAG" => &mut facets.tags,
            _ => &mut facets.csms,
        };
        list.push(Facet { value: row.value, label: row.label, clients: row.clients });
    }
    facets
}
