//! Reads that several operations share.

use std::collections::BTreeMap;

use analytics::{
    benchmark::standing,
    health::{
        components::{Component, Inputs},
        config::ScoreConfig,
        drivers::{Drivers, drivers as compare},
        labels::{Unit, input_label},
        score::confidence_level,
        snapshot::{Snapshot, Standing},
    },
    round::{round, round_to_score},
};
use api_types::health::{
    AveragePoint, DriverInput, DriverRow, HealthBenchmarks, HealthComponent, HealthDetails, HealthDrivers, HealthEvent,
    HealthHistory, HealthInput, HealthPoint,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ClientId, NullReason, Scope,
    health::{ComponentState, HealthStatus, Profile},
};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use store::{PgConnection, clients::ClientDetailRow, parse_column};
use uuid::Uuid;

use crate::{ApiError, ApiResult};

/// Peers besides the subject that a comparison needs (metrics.md §13).
const MIN_PEERS: usize = 5;

/// Churn within 30 and 60 days, in percent.
pub(crate) async fn horizons(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
) -> ApiResult<(Option<i16>, Option<i16>)> {
    let row = store::health::horizons(connection, scope, client).await?;
    let percent = analytics::round::probability_to_score;
    Ok((row.as_ref().map(|row| percent(row.p30)), row.as_ref().map(|row| percent(row.p60))))
}

/// The health of a client now.
pub(crate) async fn details(
    connection: &mut PgConnection,
    scope: &Scope,
    client: &ClientDetailRow,
    now: DateTime<Utc>,
) -> ApiResult<HealthDetails> {
    let stored = match (client.health_as_of, client.current_health_score) {
        (Some(day), Some(_)) => store::health::snapshot_on(connection, scope, client.id, day).await?,
        _ => None,
    };
    let computed_at = stored.as_ref().map_or(client.computed_at, |row| Some(row.computed_at));
    let snapshot = stored.map(app::health::snapshot).transpose()?;
    let profile = snapshot.as_ref().map_or(Profile::Six, |snapshot| snapshot.profile);
    let benchmarks = match (&snapshot, client.health_as_of) {
        (Some(snapshot), Some(day)) => benchmarks(connection, client, snapshot, day).await?,
        _ => HealthBenchmarks {
            tier_null_reason: Some(NullReason::NoData),
            industry_null_reason: Some(NullReason::NoData),
            ..HealthBenchmarks::default()
        },
    };
    let null_reason = match (&snapshot, client.health_null_reason.as_deref()) {
        (Some(_), _) => None,
        (None, Some(reason)) => Some(parse_column("client", "health_null_reason", reason)?),
        (None, None) => Some(NullReason::NoData),
    };
    Ok(HealthDetails {
        client_id: ClientId(client.id),
        overall_score: snapshot.as_ref().map(|snapshot| snapshot.overall_score),
        overall_score_null_reason: null_reason,
        health_status: snapshot.as_ref().map(|snapshot| snapshot.health_status),
        health_override: super::overrides::in_force(connection, scope, client.id, now).await?,
        health_trend: parse_column("client", "health_trend", &client.health_trend)?,
        trend_change: client.health_trend_change,
        trend_period: "30 days".to_owned(),
        confidence: snapshot.as_ref().and_then(|snapshot| round(snapshot.confidence, 4).to_f64()),
        confidence_level: snapshot.as_ref().map(|snapshot| confidence_level(snapshot.confidence)),
        profile,
        weights_version: snapshot.as_ref().map(|snapshot| snapshot.weights_version.clone()),
        components: components(snapshot.as_ref(), profile),
        benchmarks,
        ai_analysis: None,
        ai_analysis_null_reason: Some(NullReason::NotConfigured),
        ai_recommended_actions: None,
        ai_recommended_actions_null_reason: Some(NullReason::NotConfigured),
        as_of: client.health_as_of,
        computed_at,
    })
}

/// The components of a score; without one, those of the formula, each without a score.
fn components(snapshot: Option<&Snapshot>, profile: Profile) -> BTreeMap<String, HealthComponent> {
    let weights = snapshot.map_or_else(|| ScoreConfig::default_of(profile).weights, |s| s.weights_snapshot.clone());
    weights
        .into_iter()
        .map(|(component, weight)| {
            let missing =
                Standing { state: ComponentState::NoData, carried_from: None, null_reason: Some(NullReason::NoData) };
            let standing = snapshot.and_then(|s| s.component_states.get(&component)).copied().unwrap_or(missing);
            let score = snapshot.and_then(|s| s.component_scores.get(&component)).copied().map(round_to_score);
            let inputs = snapshot.and_then(|s| s.inputs.get(&component));
            let shown = HealthComponent {
                score,
                score_null_reason: if score.is_some() {
                    None
                } else {
                    standing.null_reason.or(Some(NullReason::NoData))
                },
                weight,
                status: score.map(|score| {
                    if score >= 80 {
                        "good"
                    } else if score >= 60 {
                        "fair"
                    } else {
                        "poor"
                    }
                    .to_owned()
                }),
                state: standing.state,
                is_carried_forward: standing.carried_from.is_some(),
                inputs: inputs.map(|inputs| shown_inputs(component, inputs)).unwrap_or_default(),
            };
            (component.as_str().to_owned(), shown)
        })
        .collect()
}

fn shown_inputs(component: Component, inputs: &Inputs) -> Vec<HealthInput> {
    inputs
        .iter()
        .map(|(key, value)| {
            let label = input_label(component, key);
            HealthInput {
                key: key.to_string(),
                label: label.name.into_owned(),
                value: Some(round(*value, 2)),
                unit: unit(label.unit).to_owned(),
            }
        })
        .collect()
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "",
        Unit::Days => "days",
        Unit::Percent => "%",
        Unit::Points => "points",
        Unit::OutOfTen => "of 10",
    }
}

/// Where the score lies among the clients of its tier and of its industry.
async fn benchmarks(
    connection: &mut PgConnection,
    client: &ClientDetailRow,
    snapshot: &Snapshot,
    day: NaiveDate,
) -> ApiResult<HealthBenchmarks> {
    let mut figures = vec![];
    for (tier, industry) in [(Some(client.contract_tier.as_str()), None), (None, client.industry.as_deref())] {
        let rows = if tier.is_none() && industry.is_none() {
            vec![]
        } else {
            store::health::cohort_scores(connection, client.id, tier, industry, snapshot.profile.as_str(), day).await?
        };
        let cohort: Vec<Decimal> = rows
            .iter()
            .flat_map(|row| std::iter::repeat_n(Decimal::from(row.score), usize::try_from(row.clients).unwrap_or(0)))
            .collect();
        let found = standing(&cohort, Decimal::from(snapshot.overall_score), MIN_PEERS);
        figures.push((found, i64::try_from(cohort.len()).unwrap_or(i64::MAX)));
    }
    let mut benchmarks = HealthBenchmarks::default();
    if let [(tier, tier_clients), (industry, industry_clients)] = figures.as_slice() {
        benchmarks.tier_clients = *tier_clients;
        benchmarks.industry_clients = *industry_clients;
        match tier {
            Ok(found) => {
                benchmarks.tier_average = Some(round_to_score(found.peer_mean));
                benchmarks.tier_percentile = Some(round_to_score(found.percentile));
            }
            Err(reason) => benchmarks.tier_null_reason = Some(*reason),
        }
        match industry {
            Ok(found) => {
                benchmarks.industry_average = Some(round_to_score(found.peer_mean));
                benchmarks.industry_percentile = Some(round_to_score(found.percentile));
            }
            Err(reason) => benchmarks.industry_null_reason = Some(*reason),
        }
    }
    Ok(benchmarks)
}

/// The health of a client between two days, with its tier's average and what happened.
pub(crate) async fn history(
    connection: &mut PgConnection,
    scope: &Scope,
    client: &ClientDetailRow,
    from: NaiveDate,
    to: NaiveDate,
) -> ApiResult<HealthHistory> {
    let points = store::health::history(connection, scope, client.id, from, to)
        .await?
        .into_iter()
        .map(|row| {
            let scores: BTreeMap<Component, Decimal> =
                serde_json::from_value(row.component_scores).map_err(ApiError::internal)?;
            let health_status: HealthStatus = parse_column("client_health_score", "health_status", &row.health_status)?;
            Ok(HealthPoint {
                date: row.date,
                overall_score: row.overall_score,
                health_status,
                confidence: round(row.confidence, 4).to_f64().unwrap_or_default(),
                is_final: row.is_final,
                component_scores: scores.into_iter().map(|(c, s)| (c.as_str().to_owned(), round_to_score(s))).collect(),
            })
        })
        .collect::<ApiResult<Vec<_>>>()?;
    let profile = client.health_profile.as_deref().unwrap_or(Profile::Six.as_str());
    let tier_average = store::health::tier_average(connection, &client.contract_tier, profile, from, to)
        .await?
        .into_iter()
        .filter_map(|row| {
            let mean = Decimal::from(row.score_sum).checked_div(Decimal::from(row.clients))?;
            Some(AveragePoint { date: row.date, value: round(mean, 1).to_f64()? })
        })
        .collect();
    let events = store::health::events(connection, scope, client.id, from, to)
        .await?
        .into_iter()
        .map(|row| HealthEvent { date: row.date, kind: row.kind, title: row.title })
        .collect();
    Ok(HealthHistory { client_id: ClientId(client.id), from, to, points, tier_average, events })
}

/// What moved the score between two days; none when one of them has no score. A day without a score of its own takes
/// the last one of the week before it.
pub(crate) async fn drivers(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> ApiResult<Option<HealthDrivers>> {
    let Some(then) = store::health::snapshot_on(connection, scope, client, from).await? else { return Ok(None) };
    let Some(now) = store::health::snapshot_on(connection, scope, client, to).await? else { return Ok(None) };
    let (then, now) = (app::health::snapshot(then)?, app::health::snapshot(now)?);
    let change = compare(&then, &now);
    Ok(Some(HealthDrivers {
        client_id: ClientId(client),
        from: then.date,
        to: now.date,
        from_score: then.overall_score,
        to_score: now.overall_score,
        score_change: change.total,
        rounding: Decimal::from(now.overall_score - then.overall_score) - change.total,
        rows: rows(change),
    }))
}

fn rows(change: Drivers) -> Vec<DriverRow> {
    change
        .rows
        .into_iter()
        .map(|row| DriverRow {
            kind: kind(row.kind).to_owned(),
            component: row.component.map(|component| component.as_str().to_owned()),
            from_score: row.from_score.map(|score| round(score, 2)),
            to_score: row.to_score.map(|score| round(score, 2)),
            contribution: row.contribution,
            inputs: row
                .inputs
                .into_iter()
                .map(|input| {
                    let label = input_label(row.component.unwrap_or(Component::Outcome), &input.key);
                    DriverInput {
                        key: input.key.into_owned(),
                        label: label.name.into_owned(),
                        unit: unit(label.unit).to_owned(),
                        from: input.from.map(|value| round(value, 2)),
                        to: input.to.map(|value| round(value, 2)),
                        contribution: input.contribution,
                    }
                })
                .collect(),
        })
        .collect()
}

fn kind(kind: analytics::health::drivers::DriverKind) -> &'static str {
    use analytics::health::drivers::DriverKind as K;
    match kind {
        K::Component => "COMPONENT",
        K::Weights => "WEIGHTS",
        K::Appeared => "APPEARED",
        K::Left => "LEFT",
        K::Profile => "PROFILE",
    }
}
