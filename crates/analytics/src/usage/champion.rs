use domain::client::EngagementStatus;
use rust_decimal::Decimal;

use crate::benchmark::percentile_rank;
use crate::round::round_to_score;

/// Users below which nobody is ranked.
const LEAST_USERS: usize = 5;
/// The index a candidate needs.
const LEAST_INDEX: i16 = 80;
/// Active days of thirty a candidate needs.
const LEAST_ACTIVE_DAYS: i64 = 8;

/// What a user did in thirty days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UserEngagement {
    /// Days with an action.
    pub active_days: i64,
    /// Actions.
    pub actions: i64,
    /// Distinct features.
    pub features: i64,
    /// How the user stands.
    pub status: EngagementStatus,
}

/// Where a user stands among the users of the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EngagementRank {
    /// Engagement, 0 to 100.
    pub index: i16,
    /// Whether the user might be a champion. Whether it is one stays for people to say.
    pub is_champion_candidate: bool,
}

/// The engagement of a client's users active in ninety days, in the order given (M029); none of fewer than five.
/// Among equals the earlier one is the candidate.
pub fn engagement_ranks(users: &[UserEngagement]) -> Option<Vec<EngagementRank>> {
    if users.len() < LEAST_USERS {
        return None;
    }
    let column = |value: fn(&UserEngagement) -> i64| users.iter().map(|user| Decimal::from(value(user))).collect();
    let columns: [(Vec<Decimal>, Decimal); 3] = [
        (column(|user| user.active_days), Decimal::new(4, 1)),
        (column(|user| user.actions), Decimal::new(4, 1)),
        (column(|user| user.features), Decimal::new(2, 1)),
    ];
    let sorted: Vec<Vec<Decimal>> = columns.iter().map(|(values, _)| sorted(values)).collect();
    let index_of = |number: usize| {
        let parts = columns.iter().zip(&sorted).map(|((values, weight), sorted)| weight * rank(sorted, values[number]));
        round_to_score(parts.sum())
    };
    let indices: Vec<i16> = (0..users.len()).map(index_of).collect();
    let mut candidates: Vec<usize> = (0..users.len())
        .filter(|number| {
            let user = &users[*number];
            indices[*number] >= LEAST_INDEX
                && user.active_days >= LEAST_ACTIVE_DAYS
                && user.status == EngagementStatus::Active
        })
        .collect();
    candidates.sort_by_key(|number| std::cmp::Reverse(indices[*number]));
    candidates.truncate(users.len().div_ceil(20).max(1));
    let ranked = indices.into_iter().enumerate();
    Some(
        ranked
            .map(|(number, index)| EngagementRank { index, is_champion_candidate: candidates.contains(&number) })
            .collect(),
    )
}

fn sorted(values: &[Decimal]) -> Vec<Decimal> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted
}

/// The percentile rank of §13 within sorted values, by its two ends instead of a walk over all: clients have
/// thousands of users.
fn rank(sorted: &[Decimal], value: Decimal) -> Decimal {
    let below = sorted.partition_point(|other| *other < value);
    let upto = sorted.partition_point(|other| *other <= value);
    debug_assert!(sorted.len() > 400 || percentile_rank(sorted, value) == Some(of(below, upto, sorted.len())));
    of(below, upto, sorted.len())
}

fn of(below: usize, upto: usize, all: usize) -> Decimal {
    Decimal::ONE_HUNDRED * Decimal::from(below + upto) / Decimal::from(2 * all.max(1))
}
