use std::collections::HashMap;

use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::benchmarks::{BenchmarkMetric, BestFigure, ClientBenchmark, CohortDescription, SuccessStory};
use domain::{ClientId, NullReason, Scope, benchmark::CohortKind};
use serde::Deserialize;
use store::{PgConnection, parse_column};
use uuid::Uuid;

use super::{
    cohorts::{cohort_of, describe, label},
    metrics::{Known, best, metrics},
};
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, Caller, ReadClients},
    filter::{filter_on, segment_of, stored_filter},
    openapi::Problems,
    request::{ClientPath, Query},
};

/// Peers named as success stories.
const MOST_STORIES: i64 = 5;

/// Whom to compare with.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct CohortQuery {
    /// What the others have in common with the client; its contract tier unless asked otherwise.
    #[param(inline, example = "TIER_INDUSTRY")]
    cohort: Option<CohortKind>,
    /// The saved segment to compare with, for `cohort=SAVED_SEGMENT`. One for everyone is looked at over everyone, your
    /// own over your own clients: nobody learns of a client by a filter that lets only that one through.
    segment_id: Option<Uuid>,
}

impl CohortQuery {
    fn kind(&self) -> ApiResult<CohortKind> {
        match (self.cohort, self.segment_id) {
            (None | Some(CohortKind::SavedSegment), Some(_)) => Ok(CohortKind::SavedSegment),
            (Some(CohortKind::SavedSegment), None) => {
                Err(ApiError::malformed("segment_id", "missing-parameter", "Say which saved segment."))
            }
            (Some(_), Some(_)) => {
                let message = "segment_id goes with cohort=SAVED_SEGMENT.";
                Err(ApiError::malformed("segment_id", "not-allowed", message))
            }
            (kind, None) => Ok(kind.unwrap_or(CohortKind::Tier)),
        }
    }
}

/// A client beside its peers: percentiles, gaps to the mean and to the best, in health, usage, adoption and support.
///
/// Peers are active and live for ninety days or more. With fewer than five of them nothing is shown but a wider cohort.
#[utoipa::path(
    tag = "Clients",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"), CohortQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The comparison", body = ClientBenchmark, example = json!({
            "cohort": {"cohort": "TIER", "label": "ENTERPRISE", "peers": 9, "null_reason": null}, "offered": null,
            "cohorts": [{"cohort": "TIER_INDUSTRY", "label": "ENTERPRISE in Retail", "peers": null,
              "null_reason": "SUPPRESSED_SMALL_N"}],
            "metrics": [{"key": "health_score", "metric": "M001", "name": "Health score", "unit": "points",
              "lower_is_better": false, "value": 58, "percentile": 30, "peers": 9, "peer_mean": 72.33,
              "peer_median": 78, "peer_p90": 91, "best_in_class": 95, "gap": -14.33, "gap_to_best": -37,
              "underperforms": false, "null_reason": null}],
            "gaps": ["adoption_score"],
            "success_stories": [{"id": "01931b6e-0000-7000-8000-000000000002", "name": "Globex", "contract_tier": "ENTERPRISE",
              "industry": "Retail", "best_in": [{"key": "health_score", "value": 95}]}]
        })),
        Problems
    )
)]
#[get("/clients/{id}/benchmark")]
pub(super) async fn get_client_benchmark(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    query: Query<CohortQuery>,
) -> ApiResult<Json<ClientBenchmark>> {
    let scope = &caller.scope;
    let kind = query.0.kind()?;
    let mut connection = state.connection().await?;
    let client =
        store::clients::resolve(&mut connection, scope, &path.0).await?.ok_or_else(|| ApiError::not_found("client"))?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let segment = match query.0.segment_id {
        Some(id) => Some(segment_of(&mut connection, &caller, id).await?),
        None => None,
    };
    caller.read("client", [client]);
    let Some(subject) = store::benchmarks::subject(&mut connection, scope, client).await? else {
        return Ok(Json(not_computed(ClientId(client), kind)));
    };
    let min_peers = settings.benchmark.min_peers;
    let mut cohorts = Vec::with_capacity(CohortKind::BUILT_IN.len() + 1);
    for kind in CohortKind::BUILT_IN {
        let peers = match cohort_of(kind, &subject, today) {
            Some(cohort) => Some(store::benchmarks::size(&mut connection, client, &cohort).await?),
            None => None,
        };
        cohorts.push(describe(kind, label(kind, &subject, today), peers, min_peers));
    }
    let members = match (&segment, cohort_of(kind, &subject, today)) {
        (Some(segment), _) => {
            let among = if segment.is_shared { Scope::All } else { *scope };
            let filter = filter_on(stored_filter(segment)?, &settings, today);
            let members = store::benchmarks::segment(&mut connection, &among, client, &filter).await?;
            let peers = i64::try_from(members.len()).ok();
            cohorts.push(describe(kind, Some(segment.name.clone()), peers, min_peers));
            members
        }
        (None, Some(cohort)) => store::benchmarks::cohort(&mut connection, client, &cohort).await?,
        (None, None) => Vec::new(),
    };

    let profile = subject.profile.as_deref();
    let members: Vec<(Uuid, Known)> =
        members.iter().map(|row| (row.client_id, Known::of_member(row, profile))).collect();
    let peers: Vec<Known> = members.iter().map(|(_, known)| *known).collect();
    let metrics = metrics(&Known::of_subject(&subject), &peers, &settings.benchmark);
    let success_stories = stories(&mut connection, &caller, best(&members, &metrics)).await?;
    drop(connection);
    let of = |kind: CohortKind| cohorts.iter().find(|cohort| cohort.cohort == kind).cloned();
    let cohort = of(kind).ok_or_else(|| ApiError::internal("a cohort that is not listed"))?;
    Ok(Json(ClientBenchmark {
        client_id: ClientId(client),
        offered: if cohort.peers.is_none() { offered(kind, &cohorts) } else { None },
        gaps: gaps(&metrics),
        success_stories,
        cohort,
        cohorts,
        metrics,
        as_of: Some(subject.as_of),
        computed_at: Some(subject.computed_at),
    }))
}

/// Those of the best whom the caller may open, with their names.
async fn stories(
    connection: &mut PgConnection,
    caller: &Caller,
    best: Vec<(Uuid, Vec<BestFigure>)>,
) -> ApiResult<Vec<SuccessStory>> {
    let ids: Vec<Uuid> = best.iter().map(|(id, _)| *id).collect();
    let named = store::benchmarks::first_named(connection, &caller.scope, &ids, MOST_STORIES).await?;
    caller.read("client", named.iter().map(|row| row.id));
    let mut best: HashMap<Uuid, Vec<BestFigure>> = best.into_iter().collect();
    named
        .into_iter()
        .map(|row| {
            Ok(SuccessStory {
                id: ClientId(row.id),
                contract_tier: parse_column("client", "contract_tier", &row.contract_tier)?,
                best_in: best.remove(&row.id).unwrap_or_default(),
                name: row.name,
                industry: row.industry,
            })
        })
        .collect()
}

/// The next wider cohort with enough peers.
fn offered(kind: CohortKind, cohorts: &[CohortDescription]) -> Option<CohortDescription> {
    let wider = std::iter::successors(kind.wider(), |kind| kind.wider());
    wider
        .filter_map(|kind| cohorts.iter().find(|cohort| cohort.cohort == kind))
        .find(|cohort| cohort.peers.is_some())
        .cloned()
}

/// The metrics the client is among the lowest quarter in, the lowest first.
fn gaps(metrics: &[BenchmarkMetric]) -> Vec<String> {
    let mut low: Vec<_> = metrics.iter().filter(|metric| metric.underperforms == Some(true)).collect();
    low.sort_by_key(|metric| metric.percentile);
    low.into_iter().map(|metric| metric.key.clone()).collect()
}

/// A client nothing was computed for yet.
fn not_computed(client_id: ClientId, kind: CohortKind) -> ClientBenchmark {
    let unknown =
        |cohort| CohortDescription { cohort, label: None, peers: None, null_reason: Some(NullReason::NoData) };
    ClientBenchmark {
        client_id,
        cohort: unknown(kind),
        offered: None,
        cohorts: CohortKind::BUILT_IN.into_iter().map(unknown).collect(),
        metrics: Vec::new(),
        gaps: Vec::new(),
        success_stories: Vec::new(),
        as_of: None,
        computed_at: None,
    }
}
