use std::collections::BTreeMap;

use domain::NullReason;
use domain::team::LeaderboardPart;
use rust_decimal::Decimal;

use super::ELIGIBLE_CSMS;
use crate::benchmark::{percentile_rank, percentile_rank_lower_better};

/// Places a score is compared by: a share of thirds must not part two who are level.
const PLACES: u32 = 12;

/// What managers are ranked by, and how much each counts in percent (M125).
pub const LEADERBOARD_WEIGHTS: [(LeaderboardPart, i64); 4] = [
    (LeaderboardPart::Retention, 40),
    (LeaderboardPart::Expansion, 25),
    (LeaderboardPart::HealthChange, 20),
    (LeaderboardPart::Response, 15),
];

/// The figures of a manager that are known; a part that is not there is not known.
pub type RankedFigures = BTreeMap<LeaderboardPart, Decimal>;

/// How a part came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankedPart {
    /// Which.
    pub part: LeaderboardPart,
    /// What it counts of this manager's score, in percent: more than its own where another part is missing.
    pub weight: Decimal,
    /// The figure.
    pub value: Decimal,
    /// Its percentile rank among the managers compared, 100 the best.
    pub percentile: Decimal,
}

/// Where a manager stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// The place; those who are level share one, and the next is left out.
    pub place: usize,
    /// The score, 0 to 100.
    pub score: Decimal,
    /// The parts that are known.
    pub parts: Vec<RankedPart>,
}

/// Ranks managers that can be compared (§12), each by the place in the slice; none of fewer than three. One of whom
/// nothing is known has no rank.
pub fn leaderboard(figures: &[RankedFigures]) -> Result<Vec<Option<Rank>>, NullReason> {
    if figures.len() < ELIGIBLE_CSMS {
        return Err(NullReason::InsufficientData);
    }
    let cohorts: BTreeMap<LeaderboardPart, Vec<Decimal>> = LEADERBOARD_WEIGHTS
        .iter()
        .map(|(part, _)| (*part, figures.iter().filter_map(|figures| figures.get(part).copied()).collect()))
        .collect();
    let mut ranks: Vec<Option<Rank>> = figures.iter().map(|figures| scored(figures, &cohorts)).collect();
    let level = |rank: &Rank| rank.score.round_dp(PLACES);
    let scores: Vec<Decimal> = ranks.iter().flatten().map(level).collect();
    for rank in ranks.iter_mut().flatten() {
        rank.place = 1 + scores.iter().filter(|score| **score > level(rank)).count();
    }
    Ok(ranks)
}

fn scored(figures: &RankedFigures, cohorts: &BTreeMap<LeaderboardPart, Vec<Decimal>>) -> Option<Rank> {
    let known = LEADERBOARD_WEIGHTS.iter().filter_map(|(part, weight)| Some((*part, *weight, *figures.get(part)?)));
    let total: i64 = known.clone().map(|(_, weight, _)| weight).sum();
    let of = |(part, weight, value): (LeaderboardPart, i64, Decimal)| {
        let cohort = cohorts.get(&part)?;
        let percentile = match part {
            LeaderboardPart::Response => percentile_rank_lower_better(cohort, value)?,
            _ => percentile_rank(cohort, value)?,
        };
        let weight = (Decimal::ONE_HUNDRED * Decimal::from(weight)).checked_div(Decimal::from(total))?;
        Some(RankedPart { part, weight, value, percentile })
    };
    let parts: Vec<RankedPart> = known.filter_map(of).collect();
    let score: Decimal = parts.iter().map(|part| part.weight * part.percentile).sum();
    (!parts.is_empty()).then(|| Rank { place: 0, score: score / Decimal::ONE_HUNDRED, parts })
}
