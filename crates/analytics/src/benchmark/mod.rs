//! Percentile ranks and peer means, time to value, segments (§13).

mod bands;
mod compare;
mod industry;
mod platform_use;
mod segment;
mod time_to_value;

pub use bands::{size_band, tenure_band};
pub use compare::{Better, Comparison, best_from, best_tenth, compare};
pub use industry::IndustrySums;
pub use platform_use::{clients_contacted, share_of_staff, time_to_identify};
pub use segment::{OTHER_INDUSTRY, SegmentRetention, Sunburst};
pub use time_to_value::{ValueDay, Watched, first_value_date, median_time_to_value, survival};

use domain::NullReason;
use rust_decimal::Decimal;

/// PR(x) = 100·(#below + ½·#equal)/N over all members, the subject included; none of an empty cohort.
pub fn percentile_rank(cohort: &[Decimal], value: Decimal) -> Option<Decimal> {
    let below = cohort.iter().filter(|other| **other < value).count();
    let equal = cohort.iter().filter(|other| **other == value).count();
    percentile_of(below as i64, equal as i64, cohort.len() as i64)
}

/// The same from how many have less, how many as much, and how many there are.
pub fn percentile_of(below: i64, equal: i64, members: i64) -> Option<Decimal> {
    (Decimal::ONE_HUNDRED * Decimal::from(2 * below + equal)).checked_div(Decimal::from(2 * members))
}

/// The same where lower is better.
pub fn percentile_rank_lower_better(cohort: &[Decimal], value: Decimal) -> Option<Decimal> {
    Some(Decimal::ONE_HUNDRED - percentile_rank(cohort, value)?)
}

/// How a client stands among its peers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The percentile rank.
    pub percentile: Decimal,
    /// The mean of the others.
    pub peer_mean: Decimal,
    /// The client less that mean.
    pub gap: Decimal,
    /// How many others.
    pub peers: usize,
}

/// The standing of a subject in a cohort that contains it; suppressed with fewer than `min_peers`
/// others, because a mean of few names them.
pub fn standing(cohort: &[Decimal], value: Decimal, min_peers: usize) -> Result<Standing, NullReason> {
    let peers = cohort.len().saturating_sub(1);
    if peers < min_peers.max(1) {
        return Err(NullReason::SuppressedSmallN);
    }
    let percentile = percentile_rank(cohort, value).ok_or(NullReason::NoData)?;
    let others: Decimal = cohort.iter().copied().sum::<Decimal>() - value;
    let peer_mean = others / Decimal::from(peers);
    Ok(Standing { percentile, peer_mean, gap: value - peer_mean, peers })
}

/// The first cohort, from narrow to wide, that may be shown: tier and industry, tier, all (§13).
pub fn widest_needed<'a>(
    cohorts: &'a [&'a [Decimal]],
    value: Decimal,
    min_peers: usize,
) -> Result<(usize, Standing), NullReason> {
    cohorts
        .iter()
        .enumerate()
        .find_map(|(index, cohort)| standing(cohort, value, min_peers).ok().map(|found| (index, found)))
        .ok_or(NullReason::SuppressedSmallN)
}

#[cfg(test)]
mod tests;
