//! A simulation in words.
use api_types::simulation::HealthScoreSimulation;
use domain::health::HealthStatus;

use crate::format;

/// `34 of 400 clients change band: 12 up, 22 down`.
pub(super) fn headline(result: &HealthScoreSimulation) -> String {
    if result.concerned == 0 {
        return "Nobody is concerned".to_owned();
    }
    if result.other_profile == result.concerned {
        return format!("{} would be scored by another formula", clients(result.concerned));
    }
    if result.change_band == 0 {
        return format!("None of {} changes band", clients(result.concerned));
    }
    let (up, down) = directions(result);
    let moved = format::count(as_i64(result.change_band));
    format!("{moved} of {} change band: {up} up, {down} down", clients(result.concerned))
}

/// Moves to a healthier band, and to a worse one or to none.
fn directions(result: &HealthScoreSimulation) -> (usize, usize) {
    let mut moves = (0, 0);
    for cell in &result.matrix {
        match cell.to.map(position) {
            Some(to) if to == position(cell.from) => {}
            Some(to) if to < position(cell.from) => moves.0 += cell.clients,
            _ => moves.1 += cell.clients,
        }
    }
    moves
}

/// Healthiest first.
pub(super) fn position(status: HealthStatus) -> usize {
    HealthStatus::ALL.iter().position(|other| *other == status).unwrap_or(0)
}

/// The means, and who is left out.
pub(super) fn detail(result: &HealthScoreSimulation) -> String {
    let mut told = Vec::new();
    if let Some(change) = result.mean_change {
        told.push(format!("{} points on average", format::signed_points(change)));
    }
    if let (Some(now), Some(then)) = (result.mean_now, result.mean_then) {
        told.push(format!("mean score {} → {}", format::number(now), format::number(then)));
    }
    if result.other_profile > 0 {
        told.push(format!("{} have no scores of this formula yet", clients(result.other_profile)));
    }
    if result.without_score > 0 {
        told.push(format!("{} would be without a score", clients(result.without_score)));
    }
    if result.clients > result.concerned {
        told.push(format!("{} keep the version they have", clients(result.clients - result.concerned)));
    }
    if result.n_excluded > 0 {
        told.push(format!("{} without a score left out", format::counted(result.n_excluded, "client", "clients")));
    }
    told.join(" · ")
}

pub(super) fn clients(count: usize) -> String {
    format::counted(as_i64(count), "client", "clients")
}

pub(super) fn as_i64(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use api_types::simulation::{BackTested, BandTransition, HealthBackTest};

    use super::*;

    fn result(concerned: usize, matrix: &[(HealthStatus, Option<HealthStatus>, usize)]) -> HealthScoreSimulation {
        let tested = BackTested {
            n: 0,
            churned: 0,
            churn_rate_percent: None,
            bands: vec![],
            auc: None,
            lift_at_10_percent: None,
            warnings: vec![],
        };
        HealthScoreSimulation {
            config_id: "0190a000-0000-7000-8000-000000000001".parse().expect("an id"),
            clients: 400,
            concerned,
            change_band: matrix.iter().filter(|(from, to, _)| *to != Some(*from)).map(|cell| cell.2).sum(),
            without_score: 0,
            other_profile: 0,
            n_excluded: 1,
            mean_change: Some((-18).into()),
            mean_now: None,
            mean_then: None,
            bands: vec![],
            matrix: matrix
                .iter()
                .map(|(from, to, clients)| BandTransition { from: *from, to: *to, clients: *clients })
                .collect(),
            movers: vec![],
            band_changes: vec![],
            currency: "USD".to_owned(),
            back_test: HealthBackTest {
                days: vec![],
                window_days: 90,
                n_excluded: 0,
                current: tested.clone(),
                candidate: tested,
            },
            as_of: None,
            computed_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn what_it_comes_to_is_told_in_a_line() {
        use HealthStatus::{AtRisk, Healthy, Monitor};
        assert_eq!(headline(&result(0, &[])), "Nobody is concerned");
        assert_eq!(headline(&result(400, &[(Healthy, Some(Healthy), 400)])), "None of 400 clients changes band");
        let moves =
            [(Healthy, Some(Monitor), 20), (Monitor, None, 2), (AtRisk, Some(Monitor), 12), (AtRisk, Some(AtRisk), 9)];
        let some = result(300, &moves);
        assert_eq!(headline(&some), "34 of 300 clients change band: 12 up, 22 down");
        assert_eq!(
            detail(&some),
            "−18.0 points on average · 100 clients keep the version they have · 1 client without a score left out"
        );
    }
}
