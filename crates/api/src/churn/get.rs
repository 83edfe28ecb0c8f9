use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::{
    churn::{FactorPoint, category},
    period::Window,
};
use api_types::churn::{ChurnPoint, ClientChurnRisk};
use domain::{ClientId, NullReason, health::HealthStatus};
use store::parse_column;

use super::present;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    health::Span,
    openapi::Problems,
    request::{ClientPath, Query},
};

/// How likely a client is to leave, why, what to do about it, and how that changed.
///
/// Until a model is validated the fixed points of the metric dictionary answer: `source` is then `HEURISTIC`, and what
/// only a model knows is null with its reason.
#[utoipa::path(
    tag = "Health",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"), Span),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "Churn risk", body = ClientChurnRisk, example = json!({
            "churn_risk_score": 59, "category": "HIGH", "source": "HEURISTIC", "method": "heuristic-v1",
            "horizons": [{"days": 30, "probability": 0.2562, "percent": 26, "null_reason": null},
              {"days": 60, "probability": 0.4467, "percent": 45, "null_reason": null},
              {"days": 90, "probability": 0.5885, "percent": 59, "null_reason": null}],
            "factors": [{"factor": "usage_decline", "impact": "high", "is_protective": false, "detail": "DAU down 40%",
              "points": 0.7, "share_percent": 25, "value": -0.4}],
            "recommended_actions": [{"action": "call_primary_contact", "title": "Schedule call with primary contact",
              "because": ["usage_decline"]}],
            "similar_clients": null, "similar_clients_null_reason": "NOT_CONFIGURED",
            "history": [{"date": "2026-03-31", "churn_risk_score": 59, "category": "HIGH"}]
        })),
        Problems
    )
)]
#[get("/clients/{id}/churn-risk")]
pub(super) async fn get_client_churn_risk(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    span: Query<Span>,
) -> ApiResult<Json<ClientChurnRisk>> {
    let scope = &caller.scope;
    let mut connection = state.connection().await?;
    let client =
        store::clients::get(&mut connection, scope, &path.0).await?.ok_or_else(|| ApiError::not_found("client"))?;
    let last = client.health_as_of.unwrap_or_else(|| state.context.now().date_naive());
    let Window { start: from, end: to } = span.0.window(last)?;
    let settings = state.metric_settings(&mut connection).await?;
    let settings = &settings.churn;
    // A client that left keeps its last prediction in the database, and has no risk any more.
    let prediction = match (client.health_as_of, client.churn_risk_score) {
        (Some(day), Some(_)) => store::churn::prediction(&mut connection, scope, client.id, day).await?,
        _ => None,
    };
    let history = store::churn::history(&mut connection, scope, client.id, from, to).await?;
    drop(connection);
    caller.read("client", [client.id]);

    let score = client.churn_risk_score;
    let factors: Vec<FactorPoint> = match &prediction {
        Some(row) => serde_json::from_value(row.contributions.clone()).map_err(ApiError::internal)?,
        None => Vec::new(),
    };
    let health: Option<HealthStatus> = optional("health_status", client.health_status.as_deref())?;
    let null_reason = match score {
        Some(_) => None,
        None => Some(
            optional("churn_risk_null_reason", client.churn_risk_null_reason.as_deref())?.unwrap_or(NullReason::NoData),
        ),
    };
    let source = optional("churn_risk_source", client.churn_risk_source.as_deref())?.filter(|_| score.is_some());
    Ok(Json(ClientChurnRisk {
        client_id: ClientId(client.id),
        churn_risk_score: score,
        churn_risk_score_null_reason: null_reason,
        category: score.map(|score| category(score, settings)),
        source,
        method: source.map(|source| present::method(source).to_owned()),
        horizons: present::horizons(prediction.as_ref(), null_reason),
        confidence: prediction.as_ref().and_then(|row| present::ratio(row.confidence)),
        confidence_level: prediction.as_ref().map(|row| analytics::churn::confidence_level(row.confidence)),
        recommended_actions: present::actions(score, &factors, health, settings),
        factors: present::factors(&factors),
        similar_clients: None,
        similar_clients_null_reason: Some(NullReason::NotConfigured),
        accuracy: None,
        accuracy_null_reason: Some(NullReason::NotConfigured),
        from,
        to,
        history: history
            .into_iter()
            .map(|row| ChurnPoint {
                date: row.date,
                churn_risk_score: row.score,
                category: category(row.score, settings),
            })
            .collect(),
        as_of: client.health_as_of,
        computed_at: prediction.map_or(client.computed_at, |row| Some(row.computed_at)),
    }))
}

fn optional<T: std::str::FromStr>(column: &'static str, value: Option<&str>) -> ApiResult<Option<T>> {
    Ok(value.map(|value| parse_column("client", column, value)).transpose()?)
}
