use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::{churn::expected_loss, round::round};
use api_types::analytics::{AtRiskClient, AtRiskReasonCount, AtRiskSummary};
use chrono::NaiveDate;
use domain::{ClientId, health::AtRiskReason};
use store::{analytics::AtRiskRow, parse_column};

use super::money;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    clients::{days_until, risk_factors, user_name},
    openapi::Problems,
};

/// Clients the list of the largest shows (M013).
const TOP: i64 = 10;
/// Clients the list of the most urgent shows.
const FIRST: i64 = 5;

/// The clients at risk: how many, what they are worth, why, and who needs you first.
#[utoipa::path(
    tag = "Analytics",
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The clients at risk", body = AtRiskSummary, example = json!({
            "clients": 4, "arr_at_risk": 480000, "arr_at_risk_percent": 12.0, "currency": "USD",
            "reasons": [{"reason": "HEALTH_LOW", "clients": 3, "arr": 395000}]
        })),
        Problems
    )
)]
#[get("/analytics/at-risk")]
pub(super) async fn get_at_risk_summary(
    caller: Allowed<ReadClients>,
    state: Data<State>,
) -> ApiResult<Json<AtRiskSummary>> {
    let scope = &caller.scope;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let totals = store::analytics::at_risk_totals(&mut connection, scope).await?;
    let reasons = store::analytics::at_risk_reasons(&mut connection, scope).await?;
    let top = store::analytics::at_risk_clients(&mut connection, scope, false, TOP).await?;
    let first = store::analytics::at_risk_clients(&mut connection, scope, true, FIRST).await?;
    let mut shown: Vec<_> = top.iter().chain(&first).map(|row| row.id).collect();
    shown.sort_unstable();
    shown.dedup();
    caller.read("client", shown);

    let arr_at_risk = round(totals.arr_at_risk.unwrap_or_default(), 2);
    let mut counts = Vec::with_capacity(AtRiskReason::ALL.len());
    for reason in AtRiskReason::ALL {
        let row = reasons.iter().find(|row| row.reason == reason.as_str());
        counts.push(AtRiskReasonCount {
            reason: *reason,
            clients: row.map_or(0, |row| row.clients),
            arr: round(row.and_then(|row| row.arr).unwrap_or_default(), 2),
        });
    }
    Ok(Json(AtRiskSummary {
        clients: totals.clients,
        arr_at_risk,
        arr_at_risk_percent: money::percent(arr_at_risk, totals.arr.unwrap_or_default()),
        currency: settings.reporting_currency.clone(),
        n_without_arr: totals.without_arr,
        reasons: counts,
        top: top.into_iter().map(|row| at_risk_client(row, today)).collect::<ApiResult<_>>()?,
        needs_you_first: first.into_iter().map(|row| at_risk_client(row, today)).collect::<ApiResult<_>>()?,
        computed_at: totals.computed_at,
    }))
}

fn at_risk_client(row: AtRiskRow, today: NaiveDate) -> ApiResult<AtRiskClient> {
    let loss = row.annual_recurring_revenue.zip(row.churn_90_days).map(|(arr, churn)| expected_loss(arr, churn));
    Ok(AtRiskClient {
        id: ClientId(row.id),
        name: row.name,
        contract_tier: parse_column("client", "contract_tier", &row.contract_tier)?,
        annual_recurring_revenue: row.annual_recurring_revenue.map(|arr| round(arr, 2)),
        current_health_score: row.current_health_score,
        health_status: row
            .health_status
            .as_deref()
            .map(|status| parse_column("client", "health_status", status))
            .transpose()?,
        health_trend_change: row.health_trend_change,
        churn_risk_score: row.churn_risk_score,
        churn_risk_category: row
            .churn_risk_category
            .as_deref()
            .map(|category| parse_column("client", "churn_risk_category", category))
            .transpose()?,
        expected_arr_loss: loss,
        days_to_renewal: days_until(row.renewal_due_date, today),
        at_risk_reasons: row
            .at_risk_reasons
            .iter()
            .map(|reason| parse_column("client", "at_risk_reasons", reason))
            .collect::<Result<_, _>>()?,
        risk_factors: risk_factors(row.churn_risk_factors)?,
        csm: user_name(row.csm_user_id, row.csm_name),
    })
}
