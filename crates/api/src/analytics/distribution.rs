use std::collections::BTreeMap;

use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::round::round_to_score;
use api_types::analytics::{BandShare, HealthDistribution, ProfileDistribution};
use domain::health::{HealthStatus, Profile};
use rust_decimal::Decimal;
use store::parse_column;

use super::money;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
};

/// How many active clients each band of health holds, per formula.
#[utoipa::path(
    tag = "Analytics",
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The distribution", body = HealthDistribution, example = json!({
            "profiles": [{"profile": "SIX", "clients": 24, "average": 72,
              "bands": [{"health_status": "HEALTHY", "clients": 11, "percent": 45.8}]}], "not_available": 0
        })),
        Problems
    )
)]
#[get("/analytics/health-distribution")]
pub(super) async fn get_health_distribution(
    caller: Allowed<ReadClients>,
    state: Data<State>,
) -> ApiResult<Json<HealthDistribution>> {
    let mut connection = state.connection().await?;
    let rows = store::analytics::health_distribution(&mut connection, &caller.scope).await?;
    let computed_at = store::analytics::at_risk_totals(&mut connection, &caller.scope).await?.computed_at;
    caller.read("portfolio", []);
    let mut not_available = 0;
    let mut profiles: BTreeMap<Profile, (i64, BTreeMap<HealthStatus, i64>)> = BTreeMap::new();
    for row in rows {
        let (Some(profile), Some(status)) = (row.profile, row.health_status) else {
            not_available += row.clients;
            continue;
        };
        let (sum, bands) = profiles.entry(parse_column("client", "health_profile", &profile)?).or_default();
        *sum += row.score_sum;
        *bands.entry(parse_column("client", "health_status", &status)?).or_default() += row.clients;
    }
    let profiles = profiles
        .into_iter()
        .map(|(profile, (sum, bands))| {
            let clients: i64 = bands.values().sum();
            ProfileDistribution {
                profile,
                clients,
                average: Decimal::from(sum).checked_div(Decimal::from(clients)).map(round_to_score),
                bands: HealthStatus::ALL
                    .iter()
                    .map(|status| {
                        let held = bands.get(status).copied().unwrap_or_default();
                        let percent = money::percent(Decimal::from(held), Decimal::from(clients));
                        BandShare { health_status: *status, clients: held, percent }
                    })
                    .collect(),
            }
        })
        .collect();
    Ok(Json(HealthDistribution { profiles, not_available, computed_at }))
}
