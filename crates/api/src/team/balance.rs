use std::collections::HashMap;

use actix_web::{
    get,
    web::{Data, Json},
};
use analytics::{
    round::round,
    settings::CapacitySettings,
    team::{Desk, capacity_band},
};
use api_types::{
    team_balance::{BalanceCsm, BalanceMove, LockedClient, TeamBalance},
    users::UserName,
};
use app::team::{Candidate, TeamBalance as Found};
use domain::{ClientId, StaffId};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use store::parse_column;
use uuid::Uuid;

use super::present::percent;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadTeamBalance},
    openapi::Problems,
};

/// Clients shown that have to stay.
const LOCKED_SHOWN: usize = 50;

/// Which clients could change hands so that nobody has more than they can look after.
///
/// A recommendation: `POST /clients/bulk/assign` applies it. Clients stay with their manager where the renewal is near, a
/// save play is open, health is critical, or they changed hands less than 180 days ago; large ones go to senior managers
/// only.
#[utoipa::path(
    tag = "Analytics",
    security(("bearer" = ["READ_TEAM_BALANCE"])),
    responses(
        (status = 200, description = "The recommendation", body = TeamBalance, example = json!({
            "as_of": "2026-06-10", "currency": "USD",
            "moves": [{"client_id": "01931b6e-0000-7000-8000-000000000001", "name": "Acme Corporation", "load": 3.0,
              "arr": 120000, "health_score": 72, "health_status": "MONITOR", "was_in_touch": false,
              "from": {"id": "01931b6e-0000-7000-8000-000000000002", "name": "Jane Smith"},
              "to": {"id": "01931b6e-0000-7000-8000-000000000003", "name": "Tom Adler"},
              "from_before_percent": 130.0, "from_after_percent": 120.0, "to_before_percent": 70.0,
              "to_after_percent": 80.0}],
            "csms": [{"csm": {"id": "01931b6e-0000-7000-8000-000000000002", "name": "Jane Smith"}, "capacity": 30.0,
              "load_before": 39.0, "load_after": 36.0, "utilisation_before_percent": 130.0,
              "utilisation_after_percent": 120.0, "band_before": "OVERLOADED", "band_after": "OVERLOADED"}],
            "locked": [], "locked_total": 0, "capacity_short_fte": 0.2
        })),
        Problems
    )
)]
#[get("/analytics/csm-rebalancing")]
pub(super) async fn get_csm_rebalancing(
    caller: Allowed<ReadTeamBalance>,
    state: Data<State>,
) -> ApiResult<Json<TeamBalance>> {
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let found = app::team::balance(&mut connection, &caller.scope, &settings.capacity, today).await?;
    drop(connection);

    let names: HashMap<Uuid, UserName> =
        found.members.iter().map(|one| (one.member.id, name(one.member.id, &one.member.name))).collect();
    let moves = moves(&found, &names)?;
    let (locked, locked_total) = locked(&found, &names);
    let shown = moves.iter().map(|one| one.client_id.0).chain(locked.iter().map(|one| one.client_id.0));
    caller.read("client", shown.collect::<Vec<_>>());
    Ok(Json(TeamBalance {
        as_of: today,
        computed_at: state.context.now(),
        currency: settings.reporting_currency.clone(),
        moves,
        csms: csms(&found, &names, &settings.capacity),
        locked,
        locked_total,
        capacity_short_fte: short(found.found.excess, &settings.capacity),
    }))
}

fn name(id: Uuid, name: &str) -> UserName {
    UserName { id: StaffId(id), name: name.to_owned() }
}

fn known<T>(found: Option<T>) -> ApiResult<T> {
    found.ok_or_else(|| ApiError::internal("a move of something that is not there"))
}

fn points(points: Decimal) -> f64 {
    round(points, 2).to_f64().unwrap_or_default()
}

fn moves(found: &Found, names: &HashMap<Uuid, UserName>) -> ApiResult<Vec<BalanceMove>> {
    let mut shown = Vec::new();
    for one in &found.found.moves {
        let row = &known(found.candidates.get(&one.account))?.row;
        let full = |ratio: Decimal| percent(ratio).unwrap_or_default();
        let status = row.health_status.as_deref().map(|status| parse_column("client", "health_status", status));
        shown.push(BalanceMove {
            client_id: ClientId(row.id),
            name: row.name.clone(),
            load: points(one.load),
            arr: row.arr.map(|arr| round(arr, 2)),
            health_score: row.health_score,
            health_status: status.transpose()?,
            was_in_touch: row.was_in_touch,
            from: known(names.get(&one.from))?.clone(),
            to: known(names.get(&one.to))?.clone(),
            from_before_percent: full(one.giver.0),
            from_after_percent: full(one.giver.1),
            to_before_percent: full(one.taker.0),
            to_after_percent: full(one.taker.1),
        });
    }
    Ok(shown)
}

fn csms(found: &Found, names: &HashMap<Uuid, UserName>, settings: &CapacitySettings) -> Vec<BalanceCsm> {
    let before: HashMap<Uuid, Decimal> = found.members.iter().map(|one| (one.member.id, one.load)).collect();
    let mut desks: Vec<(Desk<Uuid>, Desk<Uuid>)> = found
        .found
        .after
        .iter()
        .map(|after| (Desk { load: before.get(&after.id).copied().unwrap_or_default(), ..*after }, *after))
        .collect();
    let full = |desk: &Desk<Uuid>| desk.utilisation().ok();
    desks.sort_by(|(a, _), (b, _)| full(b).cmp(&full(a)).then(a.id.cmp(&b.id)));
    let row = |(before, after): (Desk<Uuid>, Desk<Uuid>)| {
        let band = |desk: &Desk<Uuid>| full(desk).map(|full| capacity_band(full, settings));
        Some(BalanceCsm {
            csm: names.get(&before.id)?.clone(),
            capacity: points(before.capacity),
            load_before: points(before.load),
            load_after: points(after.load),
            utilisation_before_percent: full(&before).and_then(percent),
            utilisation_after_percent: full(&after).and_then(percent),
            utilisation_null_reason: before.utilisation().err(),
            band_before: band(&before),
            band_after: band(&after),
        })
    };
    desks.into_iter().filter_map(row).collect()
}

/// The clients that stay, and how many there are of them.
fn locked(found: &Found, names: &HashMap<Uuid, UserName>) -> (Vec<LockedClient>, i64) {
    let mut kept: Vec<&Candidate> = found.candidates.values().filter(|one| one.lock.is_some()).collect();
    kept.sort_by(|a, b| b.load.cmp(&a.load).then_with(|| a.row.name.cmp(&b.row.name)).then(a.row.id.cmp(&b.row.id)));
    let total = i64::try_from(kept.len()).unwrap_or(i64::MAX);
    let shown = kept.into_iter().take(LOCKED_SHOWN).filter_map(|one| {
        Some(LockedClient {
            client_id: ClientId(one.row.id),
            name: one.row.name.clone(),
            csm: names.get(&one.row.csm_user_id)?.clone(),
            load: points(one.load),
            lock: one.lock?,
        })
    });
    (shown.collect(), total)
}

/// Points over capacity as people who work full time.
fn short(excess: Decimal, settings: &CapacitySettings) -> Option<f64> {
    let people = excess.checked_div(settings.points).filter(|_| excess > Decimal::ZERO)?;
    round(people, 1).to_f64()
}
