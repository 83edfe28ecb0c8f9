use std::collections::HashMap;

use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::{
    adoption::adoption_inputs,
    health::components::{Component, ComponentInputs as _},
    round::round_to_score,
    settings::AdoptionNumerator,
};
use api_types::adoption::{AdoptionModule, AdoptionPoint, ClientAdoption, FeatureAdoption, FeatureReach, LevelCount};
use chrono::{Duration, NaiveDate};
use domain::{ClientId, NullReason, usage::AdoptionStatus};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use store::PgConnection;

use super::present::{TREND_DAYS, feature, reached};
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, Caller, ReadClients},
    openapi::Problems,
    request::ClientPath,
};

/// Days of the score shown.
const HISTORY_DAYS: i64 = 90;

/// The features of the catalogue as a client has adopted them, by module, and its adoption score.
#[utoipa::path(
    tag = "Adoption",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001")),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The matrix", body = ClientAdoption, example = json!({
            "adoption_score": 62, "features_used": 5, "features_licensed": 8,
            "modules": [{"module": "Case Management", "is_licensed": true, "features": [{
              "feature_key": "case_creation", "feature_name": "Case Creation", "adoption_status": "ACTIVE_USE",
              "usage_30_days": 45, "usage_trend": "STABLE"}]}],
            "licensed_not_used": ["report_exports"]
        })),
        Problems
    )
)]
#[get("/clients/{id}/adoption")]
pub(super) async fn get_client_adoption(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
) -> ApiResult<Json<ClientAdoption>> {
    let mut connection = state.connection().await?;
    let client = store::clients::get(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    let settings = state.metric_settings(&mut connection).await?;
    let as_of = client.health_as_of.unwrap_or_else(|| state.today_of(&settings));
    let rows = store::adoption::features(&mut connection, &caller.scope, client.id, None).await?;
    let start = store::adoption::start(&mut connection, &caller.scope, client.id).await?;
    let reach = store::adoption::stored_reach(&mut connection, as_of).await?;
    let history = history(&mut connection, &caller, client.id, as_of).await?;
    drop(connection);
    caller.read("client", [client.id]);

    // A row is written when its figures change, so that its own instant is older, or none.
    let computed_at = client.computed_at;
    let known_since = earlier(start.first_use, start.source_since);
    let mut reach: HashMap<String, FeatureReach> = {
        let found = reached(reach);
        found.features.into_iter().chain(found.too_few).map(|reach| (reach.feature_key.clone(), reach)).collect()
    };
    let features = rows
        .into_iter()
        .map(|row| {
            let reach = reach.remove(&row.feature_key);
            feature(row, as_of, known_since, reach)
        })
        .collect::<ApiResult<Vec<_>>>()?;
    let statuses = features.iter().map(|feature| feature.adoption_status);
    let inputs = adoption_inputs(statuses.clone(), settings.adoption.numerator);
    let score = inputs.as_ref().and_then(|inputs| inputs.score()).map(round_to_score);
    let then = as_of - Duration::days(TREND_DAYS);
    let before = history.iter().rfind(|point| point.date <= then && point.date > then - Duration::days(7));
    let change = score.zip(before).map(|(now, before)| now - before.adoption_score);
    Ok(Json(ClientAdoption {
        client_id: ClientId(client.id),
        as_of: client.health_as_of,
        adoption_score: score,
        adoption_score_null_reason: score.is_none().then_some(NullReason::NotApplicable),
        numerator: match settings.adoption.numerator {
            AdoptionNumerator::Used => "USED",
            AdoptionNumerator::Active => "ACTIVE",
            AdoptionNumerator::Weighted => "WEIGHTED",
        }
        .to_owned(),
        features_used: inputs.as_ref().map_or(Decimal::ZERO, |inputs| inputs.used),
        features_licensed: features.iter().filter(|feature| feature.is_licensed).count() as i64,
        score_change_60_days: change,
        score_change_60_days_null_reason: change.is_none().then_some(NullReason::InsufficientHistory),
        history,
        levels: AdoptionStatus::ALL
            .iter()
            .map(|level| LevelCount {
                adoption_status: *level,
                features: statuses.clone().filter(|status| status == level).count() as i64,
            })
            .collect(),
        licensed_not_used: features
            .iter()
            .filter(|feature| {
                matches!(feature.adoption_status, AdoptionStatus::NotConfigured | AdoptionStatus::NotUsed)
            })
            .map(|feature| feature.feature_key.clone())
            .collect(),
        modules: modules(features),
        computed_at,
    }))
}

/// Since when uses are known.
pub(super) fn earlier(first_use: Option<NaiveDate>, source_since: Option<NaiveDate>) -> Option<NaiveDate> {
    match (first_use, source_since) {
        (Some(first), Some(since)) => Some(first.min(since)),
        (first, since) => first.or(since),
    }
}

async fn history(
    connection: &mut PgConnection,
    caller: &Caller,
    client: uuid::Uuid,
    to: NaiveDate,
) -> ApiResult<Vec<AdoptionPoint>> {
    let from = to - Duration::days(HISTORY_DAYS - 1);
    let rows = store::health::history(connection, &caller.scope, client, from, to).await?;
    rows.into_iter()
        .filter_map(|row| {
            let scores: Result<BTreeMap<Component, Decimal>, _> = serde_json::from_value(row.component_scores);
            match scores {
                Ok(scores) => scores
                    .get(&Component::Adoption)
                    .map(|score| Ok(AdoptionPoint { date: row.date, adoption_score: round_to_score(*score) })),
                Err(error) => Some(Err(ApiError::internal(error))),
            }
        })
        .collect()
}

/// Features under their modules, in the order they come.
fn modules(features: Vec<FeatureAdoption>) -> Vec<AdoptionModule> {
    let mut modules: Vec<AdoptionModule> = Vec::new();
    for feature in features {
        let position = modules.iter().position(|module| module.module_key == feature.module_key);
        let module = match position {
            Some(position) => &mut modules[position],
            None => {
                modules.push(AdoptionModule {
                    module_key: feature.module_key.clone(),
                    module: feature.module.clone(),
                    is_licensed: false,
                    features: Vec::new(),
                });
                let last = modules.len() - 1;
                &mut modules[last]
            }
        };
        module.is_licensed |= feature.is_licensed;
        module.features.push(feature);
    }
    modules
}
