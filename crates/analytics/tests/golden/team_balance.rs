use std::collections::BTreeMap;

use analytics::settings::CapacitySettings;
use analytics::team::{
    Account, ClientWork, Desk, RankedFigures, against_target, capacity, capacity_band, client_load, leaderboard,
    rebalance, utilisation,
};
use domain::health::HealthStatus;
use domain::team::{LeaderboardPart, MoveLock};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::format::{integer, join, list, number, percent, places, short, text};

pub fn ranks(inputs: &Value) -> String {
    use LeaderboardPart as P;
    let names: Vec<&str> = list(&inputs["csm"]).iter().map(text).collect();
    let parts = [(P::Retention, "retention"), (P::Expansion, "expansion"), (P::HealthChange, "health")];
    let parts: Vec<_> = parts.into_iter().chain([(P::Response, "response")]).collect();
    let of = |index: usize| -> RankedFigures {
        parts.iter().map(|(part, key)| (*part, number(&inputs[key][index]))).collect()
    };
    let figures: Vec<RankedFigures> = (0..names.len()).map(of).collect();
    let ranks = leaderboard(&figures).expect("three managers");
    let mut rows: Vec<_> = ranks.iter().flatten().zip(&names).collect();
    rows.sort_by_key(|(rank, _)| rank.place);
    join(rows.iter().map(|(rank, name)| format!("{}. {name} {}", rank.place, places(rank.score, 1))), ", ")
}

pub fn load(inputs: &Value) -> String {
    let settings = CapacitySettings::default();
    let load: Decimal = list(&inputs["book"])
        .iter()
        .map(|row| {
            let has = |word: &str| list(&row[1]).iter().any(|adjustment| text(adjustment) == word);
            let health = match (has("at_risk"), has("critical")) {
                (_, true) => HealthStatus::Critical,
                (true, _) => HealthStatus::AtRisk,
                _ => HealthStatus::Healthy,
            };
            let work = ClientWork {
                size: text(&row[0]).parse().expect("a size"),
                health: Some(health),
                is_renewing: has("renewal"),
                is_onboarding: has("onboarding"),
            };
            client_load(work, &settings) * number(&row[2])
        })
        .sum();
    let room = capacity(settings.points, Decimal::ONE, settings.ramp_days, &settings);
    assert_eq!(room, number(&inputs["capacity"]), "a full week");
    let full = utilisation(load, room).expect("some capacity");
    format!("load {} of {} = {} {}", short(load, 2), short(room, 0), percent(full), capacity_band(full, &settings))
}

pub fn ramp(inputs: &Value) -> String {
    let settings = CapacitySettings::default();
    let room = capacity(settings.points, number(&inputs["fte"]), integer(&inputs["tenure_days"]), &settings);
    let full = utilisation(number(&inputs["load"]), room).expect("some capacity");
    format!("capacity {}, utilisation {}", places(room, 1), percent(full))
}

pub fn targets(inputs: &Value) -> String {
    let share = |actual: &str, target: &str| {
        percent(against_target(number(&inputs[actual]), number(&inputs[target])).expect("a target"))
    };
    format!("accounts {}, ARR {}", share("accounts", "acc_target"), share("arr", "arr_target"))
}

/// The accounts are those of the first manager.
pub fn moves(inputs: &Value) -> String {
    let room = number(&inputs["cap"]);
    let loads: BTreeMap<&str, Decimal> =
        inputs["load"].as_object().expect("loads").iter().map(|(name, load)| (name.as_str(), number(load))).collect();
    let desks: Vec<_> =
        loads.iter().map(|(id, load)| Desk { id: *id, load: *load, capacity: room, takes_enterprise: true }).collect();
    let accounts: Vec<_> = list(&inputs["accounts"])
        .iter()
        .map(|row| Account {
            id: text(&row[0]),
            owner: desks[0].id,
            load: number(&row[1]),
            is_enterprise: false,
            was_in_touch: integer(&row[2]) > 0,
            lock: row[3].as_bool().expect("a flag").then_some(MoveLock::Renewal),
        })
        .collect();
    let found = rebalance(&desks, &accounts);
    let moves = join(found.moves.iter().map(|one| format!("{} {}→{}", one.account, one.from, one.to)), ", ");
    let after =
        found.after.iter().map(|desk| format!("{} {}", desk.id, percent(desk.utilisation().expect("capacity"))));
    format!("{moves}; utilisation {}", join(after, " "))
}
