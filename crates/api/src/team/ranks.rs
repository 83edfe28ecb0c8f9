//! Where each manager stands.

use std::collections::HashMap;

use analytics::{
    round::round,
    team::{LEADERBOARD_WEIGHTS, Rank, RankedFigures, leaderboard, response_times},
};
use api_types::team::{CsmRank, CsmRankPart};
use domain::{NullReason, team::LeaderboardPart};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use uuid::Uuid;

use super::facts::{Facts, Team};

/// The ranks of those who can be compared.
pub(super) struct Ranks {
    places: HashMap<Uuid, Option<Rank>>,
    compared: i64,
    /// Why nobody has one.
    null_reason: Option<NullReason>,
}

impl Ranks {
    /// Ranks the team.
    pub(super) fn of(team: &Team) -> Self {
        let ids: Vec<Uuid> = team.members.iter().filter(|one| team.is_eligible(one)).map(|one| one.member.id).collect();
        let figures: Vec<RankedFigures> = ids.iter().map(|id| ranked(team, &team.of(Some(*id)))).collect();
        let compared = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        match leaderboard(&figures) {
            Ok(ranks) => Self { places: ids.into_iter().zip(ranks).collect(), compared, null_reason: None },
            Err(reason) => Self { places: HashMap::new(), compared, null_reason: Some(reason) },
        }
    }

    /// The rank of a manager, or why they have none.
    pub(super) fn get(&self, id: Uuid) -> CsmRank {
        let none = |reason| CsmRank {
            place: None,
            of: self.compared,
            score: None,
            null_reason: Some(reason),
            parts: Vec::new(),
        };
        match (self.null_reason, self.places.get(&id)) {
            (Some(reason), _) => none(reason),
            (None, None) => none(NullReason::NotApplicable),
            (None, Some(None)) => none(NullReason::NoData),
            (None, Some(Some(rank))) => CsmRank {
                place: i64::try_from(rank.place).ok(),
                of: self.compared,
                score: round(rank.score, 1).to_f64(),
                null_reason: None,
                parts: LEADERBOARD_WEIGHTS.iter().map(|(part, _)| shown(*part, rank)).collect(),
            },
        }
    }
}

/// What is known of a manager that they are ranked by.
fn ranked(team: &Team, facts: &Facts) -> RankedFigures {
    use LeaderboardPart as P;
    let known = [
        (P::Retention, facts.retention.logo_retention().ok()),
        (P::Expansion, team.has_expansions.then_some(facts.expansion)),
        (P::HealthChange, facts.health_change.mean().ok()),
        (P::Response, response_times(&facts.alerts, team.now, &team.settings.sla).median),
    ];
    known.into_iter().filter_map(|(part, value)| Some((part, value?))).collect()
}

fn shown(part: LeaderboardPart, rank: &Rank) -> CsmRankPart {
    let known = rank.parts.iter().find(|known| known.part == part);
    let tenth = |value: Decimal| round(value, 1).to_f64();
    let value = |value: Decimal| match part {
        LeaderboardPart::Retention => tenth(value * Decimal::ONE_HUNDRED),
        _ => round(value, 2).to_f64(),
    };
    CsmRankPart {
        part,
        weight_percent: known.and_then(|known| tenth(known.weight)).unwrap_or_default(),
        value: known.and_then(|known| value(known.value)),
        percentile: known.and_then(|known| tenth(known.percentile)),
    }
}
