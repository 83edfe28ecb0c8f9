use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{
    team::{CsmPerformance, CsmRow},
    users::UserName,
};
use domain::{Scope, StaffId};

use super::{
    capacity::capacity,
    facts::{Facts, Team},
    filter::PeriodQuery,
    present::{figures, team_mean},
    ranks::Ranks,
};
use crate::{
    ApiResult, State,
    access::{Allowed, Caller, ReadTeamPerformance},
    openapi::Problems,
    request::Query,
};

/// How the client success managers do: book, capacity, retention, activities, follow-ups, alerts, beside the mean of the
/// team.
///
/// Those who can be compared are ranked by retention, expansion, change of health and response; a part that is not known
/// leaves its weight to the others.
/// Leaders see everyone by name. A manager sees their own row by name and the others numbered.
#[utoipa::path(
    tag = "Analytics",
    params(PeriodQuery),
    security(("bearer" = ["READ_TEAM_PERFORMANCE"])),
    responses(
        (status = 200, description = "The team", body = CsmPerformance, example = json!({
            "period": {"start": "2026-01-01", "end": "2026-03-31", "partial": false}, "as_of": "2026-04-02",
            "currency": "USD",
            "csms": [{"csm": {"id": "01931b6e-0000-7000-8000-000000000002", "name": "Jane Smith"}, "label": "Jane Smith",
              "is_self": false, "is_eligible": true,
              "rank": {"place": 1, "of": 4, "score": 61.7,
                "parts": [{"part": "RETENTION", "weight_percent": 40.0, "value": 96.0, "percentile": 87.5}]},
              "capacity": {"load": 31.25, "capacity": 30.0, "utilisation_percent": 104.2, "band": "HIGH", "fte": 1.0,
                "is_ramping": false, "accounts_target": 25, "accounts_target_percent": 96.0, "arr_target": 3000000,
                "arr_target_percent": 90.0},
              "figures": {"clients": 24, "arr": 2700000, "average_health": 72,
                "at_risk_clients": 4, "retention": {"clients_at_start": 25, "churned_clients": 1,
                  "logo_retention_percent": 96.0, "gross_revenue_retention_percent": 94.5},
                "activities": {"touchpoints": 61, "calls": 30}, "overdue_follow_ups": 2,
                "alerts": {"raised": 12, "answered": 11, "median_response_hours": 2.5}}}],
            "team_mean": {"csms": 4, "clients": 21.5, "average_health": 70}
        })),
        Problems
    )
)]
#[get("/analytics/csm-performance")]
pub(super) async fn get_csm_performance(
    caller: Allowed<ReadTeamPerformance>,
    state: Data<State>,
    query: Query<PeriodQuery>,
) -> ApiResult<Json<CsmPerformance>> {
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let period = query.0.period(today)?;
    let team = Team::load(&mut connection, settings, period, state.context.now(), &state.health_changes).await?;
    drop(connection);
    caller.read("portfolio", []);

    // What is no member's belongs to people who left, or never were managers: it stays in the total.
    let mut total = Facts::default();
    team.facts.values().for_each(|facts| total.add(facts));
    Ok(Json(CsmPerformance {
        period: period.dates(),
        as_of: today,
        currency: team.settings.reporting_currency.clone(),
        csms: rows(&team, &caller),
        unassigned: figures(&team, &team.of(None)),
        total: figures(&team, &total),
        team_mean: team_mean(&team),
        computed_at: team.computed_at,
    }))
}

/// The rows, the most ARR first. Who may not know the others gets numbers in their place.
fn rows(team: &Team, caller: &Caller) -> Vec<CsmRow> {
    let mut members: Vec<_> = team.members.iter().map(|one| (one, team.of(Some(one.member.id)))).collect();
    members.sort_by(|(a, a_facts), (b, b_facts)| b_facts.arr.cmp(&a_facts.arr).then(a.member.id.cmp(&b.member.id)));
    let ranks = Ranks::of(team);
    let sees_names = caller.scope == Scope::All;
    let mut numbered = 0;
    members
        .into_iter()
        .map(|(one, facts)| {
            let member = &one.member;
            let is_self = member.id == caller.staff_id.0;
            let csm = (is_self || sees_names).then(|| UserName { id: StaffId(member.id), name: member.name.clone() });
            let label = match &csm {
                Some(csm) => csm.name.clone(),
                None => {
                    numbered += 1;
                    format!("CSM {numbered}")
                }
            };
            CsmRow {
                csm,
                label,
                is_self,
                is_eligible: team.is_eligible(one),
                rank: ranks.get(member.id),
                capacity: capacity(team, one, &facts),
                figures: figures(team, &facts),
            }
        })
        .collect()
}
