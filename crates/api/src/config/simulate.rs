use actix_web::{
    post,
    web::{Data, Json},
};
use analytics::{
    health::simulate::{BACK_TEST_DAYS, BackTest, Standing},
    round::round,
};
use api_types::simulation::{
    BackTested, BandChurn, BandTransition, HealthBackTest, HealthScoreSimulation, SimulateHealthScoreConfig,
    SimulatedBand, SimulatedClient,
};
use app::health::{Candidate, Mover, Simulation};
use chrono::{DateTime, Utc};
use domain::{HealthScoreConfigId, health::HealthStatus};
use rust_decimal::{Decimal, prelude::FromPrimitive as _, prelude::ToPrimitive as _};

use super::present;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ConfigureScores},
    openapi::Problems,
    request::{Body, PathId},
};

/// Tries a version out on every client: who changes band, who moves most, and how well it would have told who leaves.
///
/// With weights, bands or other clients in the body it tries those in place of what is stored. Nothing is written.
#[utoipa::path(
    tag = "Configuration",
    params(("id" = HealthScoreConfigId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    request_body(content = SimulateHealthScoreConfig, example = json!({
        "weights": {"usage": 40, "adoption": 20, "support": 10, "relationship": 10, "contract": 10, "outcome": 10}
    })),
    security(("bearer" = ["CONFIGURE_SCORES"])),
    responses(
        (status = 200, description = "What it would do", body = HealthScoreSimulation, example = json!({
            "clients": 400, "concerned": 400, "change_band": 34, "mean_change": -1.8,
            "bands": [{"health_status": "HEALTHY", "now": 120, "then": 104}],
            "matrix": [{"from": "HEALTHY", "to": "MONITOR", "clients": 18}],
            "movers": [{"name": "Acme Corporation", "score_now": 58, "score_then": 49}],
            "back_test": {"candidate": {"n": 1480, "churned": 41, "auc": 0.81, "lift_at_10_percent": 4.2, "warnings": []}}
        })),
        Problems
    )
)]
#[post("/config/health-score/{id}/simulate")]
pub(super) async fn simulate_health_score_config(
    caller: Allowed<ConfigureScores>,
    state: Data<State>,
    path: PathId<HealthScoreConfigId>,
    body: Body<SimulateHealthScoreConfig>,
) -> ApiResult<Json<HealthScoreSimulation>> {
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let (today, now) = (state.today_of(&settings), state.context.now());
    let wanted = body.0;
    let stored = store::health::config(&mut connection, &caller.scope, path.0.0)
        .await?
        .ok_or_else(|| ApiError::not_found("health score configuration"))?;
    let stored = present::whose(&stored)?;
    let candidate = Candidate {
        id: path.0,
        weights: wanted.weights,
        bands: wanted.bands.map(present::bands),
        applies_to: Some(present::applies_to(
            wanted.applies_to_tier.unwrap_or(stored.tier),
            wanted.applies_to_segment.unwrap_or(stored.segment),
            wanted.applies_to_client_id.unwrap_or(stored.client_id),
        )),
    };
    let simulation = app::health::simulate(&mut connection, &caller.actor, candidate, today, now).await?;
    let named = simulation.movers.iter().chain(&simulation.band_changes);
    caller.read("client", named.map(|mover| mover.client.0));
    Ok(Json(shown(path.0, simulation, &settings.reporting_currency, now)))
}

fn shown(
    config_id: HealthScoreConfigId,
    simulation: Simulation,
    currency: &str,
    computed_at: DateTime<Utc>,
) -> HealthScoreSimulation {
    let Simulation { impact, .. } = &simulation;
    let tenth = |value: Option<Decimal>| value.map(|value| round(value, 1));
    let (now, then) = impact.means();
    HealthScoreSimulation {
        config_id,
        clients: impact.clients,
        concerned: impact.concerned,
        change_band: impact.change_band,
        without_score: impact.without_score,
        other_profile: impact.other_profile,
        n_excluded: simulation.unscored,
        mean_change: tenth(impact.mean_change()),
        mean_now: tenth(now),
        mean_then: tenth(then),
        bands: bands(&simulation),
        matrix: impact
            .transitions
            .iter()
            .map(|((from, to), clients)| BandTransition { from: *from, to: *to, clients: *clients })
            .collect(),
        movers: simulation.movers.iter().map(client).collect(),
        band_changes: simulation.band_changes.iter().map(client).collect(),
        currency: currency.to_owned(),
        back_test: HealthBackTest {
            days: simulation.back_test_days.clone(),
            window_days: BACK_TEST_DAYS,
            n_excluded: simulation.back_test_excluded,
            current: back_tested(&simulation.current),
            candidate: back_tested(&simulation.candidate),
        },
        as_of: simulation.as_of,
        computed_at,
    }
}

fn bands(simulation: &Simulation) -> Vec<SimulatedBand> {
    let (now, then) = simulation.impact.distributions();
    let count = |of: &analytics::portfolio::Distribution, status: Option<HealthStatus>| match status {
        Some(HealthStatus::Healthy) => of.healthy,
        Some(HealthStatus::Monitor) => of.monitor,
        Some(HealthStatus::AtRisk) => of.at_risk,
        Some(HealthStatus::Critical) => of.critical,
        None => of.not_available,
    };
    HealthStatus::ALL
        .iter()
        .copied()
        .map(Some)
        .chain([None])
        .map(|status| SimulatedBand { health_status: status, now: count(&now, status), then: count(&then, status) })
        .collect()
}

fn client(mover: &Mover) -> SimulatedClient {
    let Standing { overall_score, health_status } = mover.now;
    SimulatedClient {
        id: mover.client,
        name: mover.name.clone(),
        contract_tier: mover.tier,
        annual_recurring_revenue: mover.arr.map(|arr| round(arr, 2)),
        score_now: overall_score,
        status_now: health_status,
        score_then: mover.then.map(|then| then.overall_score),
        status_then: mover.then.map(|then| then.health_status),
    }
}

fn back_tested(test: &BackTest) -> BackTested {
    BackTested {
        n: test.clients,
        churned: test.churned,
        churn_rate_percent: percent(test.churned, test.clients),
        bands: test
            .bands
            .iter()
            .map(|band| BandChurn {
                health_status: band.health_status,
                n: band.clients,
                churned: band.churned,
                churn_rate_percent: percent(band.churned, band.clients),
            })
            .collect(),
        auc: test.auc.and_then(|auc| rounded(auc, 4)),
        lift_at_10_percent: test.lift.and_then(|lift| rounded(lift, 2)),
        warnings: test.warnings.clone(),
    }
}

/// A share in percent, with one decimal.
fn percent(part: usize, of: usize) -> Option<f64> {
    let share = (Decimal::from(part) * Decimal::ONE_HUNDRED).checked_div(Decimal::from(of))?;
    round(share, 1).to_f64()
}

fn rounded(value: f64, places: u32) -> Option<f64> {
    round(Decimal::from_f64(value)?, places).to_f64()
}
