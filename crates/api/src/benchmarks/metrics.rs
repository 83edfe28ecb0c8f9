//! The figures clients are compared by.

use std::{cmp::Reverse, collections::HashMap};

use analytics::{
    benchmark::{Better, best_from, compare},
    round::round,
    settings::BenchmarkSettings,
    usage::intensity,
};
use api_types::benchmarks::{BenchmarkMetric, BestFigure};
use domain::NullReason;
use rust_decimal::Decimal;
use store::benchmarks::{MemberRow, SubjectRow};
use uuid::Uuid;

/// What is known of one client, whoever it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    health: Option<Decimal>,
    intensity: Option<Decimal>,
    adoption: Option<Decimal>,
    tickets: Option<Decimal>,
}

impl Known {
    pub(super) fn of_subject(row: &SubjectRow) -> Self {
        Self::new(row.health_score, row.adoption_score, row.actions, row.licensed_user_count, row.tickets)
    }

    /// Scores of another formula are not compared with those of this one.
    pub(super) fn of_member(row: &MemberRow, profile: Option<&str>) -> Self {
        let health = row.health_score.filter(|_| row.profile.as_deref() == profile);
        Self::new(health, row.adoption_score, row.actions, row.licensed_user_count, row.tickets)
    }

    fn new(
        health: Option<i16>,
        adoption: Option<Decimal>,
        actions: Option<i64>,
        seats: Option<i32>,
        tickets: Option<i32>,
    ) -> Self {
        let seats = seats.map(i64::from);
        let per_seat = |count: Option<i64>| count.and_then(|count| intensity(count, seats).ok());
        Self {
            health: health.map(Decimal::from),
            intensity: per_seat(actions),
            adoption,
            tickets: per_seat(tickets.map(i64::from)).map(|ratio| ratio * Decimal::ONE_HUNDRED),
        }
    }
}

/// A figure: how it is shown, and where it is found.
struct Figure {
    key: &'static str,
    metric: &'static str,
    name: &'static str,
    unit: &'static str,
    better: Better,
    of: fn(&Known) -> Option<Decimal>,
}

const FIGURES: [Figure; 4] = [
    Figure {
        key: "health_score",
        metric: "M001",
        name: "Health score",
        unit: "points",
        better: Better::Higher,
        of: |known| known.health,
    },
    Figure {
        key: "usage_intensity",
        metric: "M034",
        name: "Actions per seat in 30 days",
        unit: "actions",
        better: Better::Higher,
        of: |known| known.intensity,
    },
    Figure {
        key: "adoption_score",
        metric: "M040",
        name: "Licensed features in use",
        unit: "%",
        better: Better::Higher,
        of: |known| known.adoption,
    },
    Figure {
        key: "support_volume",
        metric: "M100",
        name: "Tickets per 100 seats in 30 days",
        unit: "tickets",
        better: Better::Lower,
        of: |known| known.tickets,
    },
];

/// Every figure of a client beside its peers.
pub(super) fn metrics(subject: &Known, peers: &[Known], settings: &BenchmarkSettings) -> Vec<BenchmarkMetric> {
    FIGURES.iter().map(|figure| metric(figure, subject, peers, settings)).collect()
}

/// The peers that are among the best tenth in a figure that is compared, and in which; those of most figures first, then
/// the healthiest.
pub(super) fn best(peers: &[(Uuid, Known)], metrics: &[BenchmarkMetric]) -> Vec<(Uuid, Vec<BestFigure>)> {
    let mut best: HashMap<Uuid, Vec<BestFigure>> = HashMap::new();
    let compared = |figure: &&Figure| metrics.iter().any(|one| one.key == figure.key && one.percentile.is_some());
    for figure in FIGURES.iter().filter(compared) {
        let values: Vec<Decimal> = peers.iter().filter_map(|(_, known)| (figure.of)(known)).collect();
        let Some(from) = best_from(&values, figure.better) else { continue };
        for (id, known) in peers {
            let value = (figure.of)(known).filter(|value| match figure.better {
                Better::Higher => *value >= from,
                Better::Lower => *value <= from,
            });
            if let Some(value) = value {
                let found = BestFigure { key: figure.key.to_owned(), value: round(value, 2) };
                best.entry(*id).or_default().push(found);
            }
        }
    }
    let health: HashMap<Uuid, Option<Decimal>> = peers.iter().map(|(id, known)| (*id, known.health)).collect();
    let mut best: Vec<_> = best.into_iter().collect();
    best.sort_by_key(|(id, figures)| Reverse((figures.len(), health.get(id).copied().flatten(), *id)));
    best
}

fn metric(figure: &Figure, subject: &Known, peers: &[Known], settings: &BenchmarkSettings) -> BenchmarkMetric {
    let value = (figure.of)(subject);
    let others: Vec<Decimal> = peers.iter().filter_map(figure.of).collect();
    let compared = match value {
        Some(value) => compare(&others, value, figure.better, settings),
        None => Err(NullReason::NoData),
    };
    let found = compared.as_ref().ok();
    let shown = |value: Decimal| round(value, 2);
    BenchmarkMetric {
        key: figure.key.to_owned(),
        metric: figure.metric.to_owned(),
        name: figure.name.to_owned(),
        unit: figure.unit.to_owned(),
        lower_is_better: figure.better == Better::Lower,
        value: value.map(shown),
        percentile: found.map(|found| found.percentile),
        peers: found.and_then(|found| i64::try_from(found.peers).ok()),
        peer_mean: found.map(|found| shown(found.peer_mean)),
        peer_median: found.map(|found| shown(found.peer_median)),
        peer_p90: found.map(|found| shown(found.peer_p90)),
        best_in_class: found.map(|found| shown(found.best_in_class)),
        gap: found.map(|found| shown(found.gap)),
        gap_to_best: value.zip(found).map(|(value, found)| shown(value - found.best_in_class)),
        underperforms: found.map(|found| found.underperforms),
        null_reason: compared.err(),
    }
}
