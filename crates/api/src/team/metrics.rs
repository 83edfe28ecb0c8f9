use std::collections::BTreeMap;

use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::round::round;
use api_types::{analytics::HistoryPoint, team::CsmMetrics, users::UserName};
use app::team::MemberWork;
use domain::{Scope, StaffId};
use rust_decimal::Decimal;

use super::{
    capacity::capacity,
    facts::{Facts, Team},
    filter::PeriodQuery,
    present::{figures, team_mean},
    ranks::Ranks,
};
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadTeamPerformance},
    analytics::{ARR, ARR_AT_RISK, AT_RISK, CLIENTS, HEALTH, Past},
    openapi::Problems,
    request::{PathId, Query},
};

/// The share of the capacity that is in use, as a ratio.
const CAPACITY_USED: &str = "M127";

/// How one client success manager does, beside the mean of the team and over the last twelve weeks.
///
/// A manager sees only themself; another id is not there.
#[utoipa::path(
    tag = "Analytics",
    params(("id" = StaffId, Path, description = "Id of the manager"), PeriodQuery),
    security(("bearer" = ["READ_TEAM_PERFORMANCE"])),
    responses(
        (status = 200, description = "The manager", body = CsmMetrics, example = json!({
            "csm": {"id": "01931b6e-0000-7000-8000-000000000002", "name": "Jane Smith"},
            "period": {"start": "2026-04-01", "end": "2026-06-30", "partial": true}, "as_of": "2026-06-10",
            "currency": "USD", "is_eligible": true, "rank": {"place": 1, "of": 4, "score": 61.7, "parts": []},
            "capacity": {"load": 31.25, "capacity": 30.0, "utilisation_percent": 104.2, "band": "HIGH"},
            "figures": {"clients": 24, "arr": 2700000, "average_health": 72, "at_risk_clients": 4,
              "retention": {"clients_at_start": 25, "churned_clients": 1, "churned_arr": 45000,
                "gross_revenue_retention_percent": 94.5}, "overdue_follow_ups": 2},
            "team_mean": {"csms": 4, "clients": 21.5, "average_health": 70},
            "history": {"M005": [{"date": "2026-06-03", "value": 71}, {"date": "2026-06-10", "value": 72}]}
        })),
        Problems
    )
)]
#[get("/analytics/csm/{id}/metrics")]
pub(super) async fn get_csm_metrics(
    caller: Allowed<ReadTeamPerformance>,
    state: Data<State>,
    path: PathId<StaffId>,
    query: Query<PeriodQuery>,
) -> ApiResult<Json<CsmMetrics>> {
    let (now, id) = (state.context.now(), path.0);
    if caller.scope != Scope::All && id != caller.staff_id {
        return Err(ApiError::not_found("client success manager"));
    }
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let period = query.0.period(today)?;
    let team = Team::load(&mut connection, settings, period, now, &state.health_changes).await?;
    let one = team
        .members
        .iter()
        .find(|one| one.member.id == id.0)
        .ok_or_else(|| ApiError::not_found("client success manager"))?;
    let metrics = [CLIENTS, AT_RISK, HEALTH, ARR, ARR_AT_RISK, CAPACITY_USED].map(str::to_owned);
    let book = Scope::Csm(id);
    let snapshots = store::analytics::snapshots(&mut connection, &book, &metrics, &Past::days(today)).await?;
    drop(connection);
    caller.read("portfolio", []);

    let facts = team.of(Some(id.0));
    Ok(Json(CsmMetrics {
        csm: UserName { id, name: one.member.name.clone() },
        period: period.dates(),
        as_of: today,
        currency: team.settings.reporting_currency.clone(),
        is_eligible: team.is_eligible(one),
        rank: Ranks::of(&team).get(id.0),
        capacity: capacity(&team, one, &facts),
        figures: figures(&team, &facts),
        team_mean: team_mean(&team),
        history: history(&Past::new(today, snapshots), one, &facts),
        computed_at: team.computed_at,
    }))
}

/// Each figure of the book by week; the last point is of now.
fn history(past: &Past, one: &MemberWork, facts: &Facts) -> BTreeMap<String, Vec<HistoryPoint>> {
    let average = Decimal::from(facts.score_sum).checked_div(Decimal::from(facts.scored));
    let lines = [
        (CLIENTS, Some(Decimal::from(facts.clients)), 0),
        (AT_RISK, Some(Decimal::from(facts.at_risk)), 0),
        (HEALTH, average, 0),
        (ARR, Some(facts.arr), 2),
        (ARR_AT_RISK, Some(facts.arr_at_risk), 2),
        // A ratio; a thousandth is a tenth of a percent.
        (CAPACITY_USED, one.utilisation().ok(), 3),
    ];
    lines
        .into_iter()
        .map(|(metric, now, places)| {
            (metric.to_owned(), past.history(metric, now.map(|now| round(now, places)), places))
        })
        .collect()
}
