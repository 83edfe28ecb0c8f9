//! The figures clients are compared by.

use analytics::{
    benchmark::{Better, compare},
    round::round,
    settings::BenchmarkSettings,
    usage::intensity,
};
use api_types::benchmarks::BenchmarkMetric;
use domain::NullReason;
use rust_decimal::Decimal;
use store::benchmarks::{MemberRow, SubjectRow};

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
