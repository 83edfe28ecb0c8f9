use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::health::{
    config::ScoreConfig,
    simulate::{Standing, Subject},
};
use api_types::simulation::{HealthScoreSample, SampledClient, ScoreFormula};

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ConfigureScores},
    openapi::Problems,
};

/// Clients to try weights on while a slider moves: their component scores, and all that it takes to score them again.
#[utoipa::path(
    tag = "Configuration",
    security(("bearer" = ["CONFIGURE_SCORES"])),
    responses(
        (status = 200, description = "A sample", body = HealthScoreSample, example = json!({
            "clients": [{"name": "Acme Corporation", "contract_tier": "ENTERPRISE", "profile": "SIX", "overall_score": 59,
              "health_status": "AT_RISK", "component_scores": {"usage": "45", "adoption": "72"}}],
            "in_force": [{"profile": "SIX", "version": 1, "weights": {"usage": 25}, "bands": {"healthy": 80, "monitor": 60, "at_risk": 40}}],
            "min_weight_coverage": 0.5, "min_components": 2, "segments": ["Strategic"], "as_of": "2026-06-10"
        })),
        Problems
    )
)]
#[get("/config/health-score/sample")]
pub(super) async fn get_health_score_sample(
    caller: Allowed<ConfigureScores>,
    state: Data<State>,
) -> ApiResult<Json<HealthScoreSample>> {
    let mut connection = state.connection().await?;
    let sample = app::health::sample(&mut connection, &caller.actor, state.context.now()).await?;
    caller.read("client", sample.clients.iter().map(|(subject, _, _)| subject.client.0));
    Ok(Json(HealthScoreSample {
        clients: sample.clients.into_iter().map(client).collect(),
        in_force: sample.in_force.into_iter().map(formula).collect(),
        min_weight_coverage: sample.settings.min_weight_coverage,
        min_components: sample.settings.min_components,
        segments: sample.segments,
        as_of: sample.as_of,
    }))
}

fn client((subject, name, standing): (Subject, String, Standing)) -> SampledClient {
    let scores = subject.component_scores.into_iter();
    SampledClient {
        id: subject.client,
        name,
        contract_tier: subject.tier,
        segment: subject.segment,
        profile: subject.profile,
        overall_score: standing.overall_score,
        health_status: standing.health_status,
        component_scores: scores.map(|(component, score)| (component.to_string(), score.to_string())).collect(),
    }
}

fn formula(config: ScoreConfig) -> ScoreFormula {
    ScoreFormula {
        profile: config.profile,
        applies_to_tier: config.applies_to.tier,
        applies_to_segment: config.applies_to.segment,
        applies_to_client_id: config.applies_to.client_id,
        weights: config.weights.into_iter().map(|(component, weight)| (component.to_string(), weight)).collect(),
        bands: present::shown_bands(config.bands),
        version: config.version,
    }
}
