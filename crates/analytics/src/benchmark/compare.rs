use domain::NullReason;
use rust_decimal::Decimal;

use super::standing;
use crate::round::round_to_score;
use crate::settings::BenchmarkSettings;
use crate::usage::percentile;

/// Whether more of a figure is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// Health, usage, adoption.
    Higher,
    /// Tickets, time to value, resolution time.
    Lower,
}

/// A figure of a client beside its peers (M140). Mean, median and P90 are of the peers alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// The percentile rank among all, 100 the best, as it is stored: a rounded integer.
    pub percentile: i16,
    /// How many others.
    pub peers: usize,
    /// Their mean.
    pub peer_mean: Decimal,
    /// Their median.
    pub peer_median: Decimal,
    /// Nine of ten lie below.
    pub peer_p90: Decimal,
    /// The mean of the best tenth of them.
    pub best_in_class: Decimal,
    /// The client less the mean of the peers.
    pub gap: Decimal,
    /// Whether the rank is so low that it is a gap to close.
    pub underperforms: bool,
}

/// Compares a value with those of the others; suppressed with too few of them.
pub fn compare(
    peers: &[Decimal],
    value: Decimal,
    better: Better,
    settings: &BenchmarkSettings,
) -> Result<Comparison, NullReason> {
    let mut sorted = peers.to_vec();
    sorted.sort_unstable();
    let cohort: Vec<Decimal> = peers.iter().copied().chain([value]).collect();
    let found = standing(&cohort, value, settings.min_peers)?;
    let at = |percent: i64| percentile(&sorted, Decimal::from(percent)).ok_or(NullReason::NoData);
    let (rank, best_in_class) = match better {
        Better::Higher => (found.percentile, best_tenth(peers)),
        Better::Lower => {
            let least = at(10)?;
            let best: Vec<Decimal> = sorted.iter().copied().filter(|peer| *peer <= least).collect();
            (Decimal::ONE_HUNDRED - found.percentile, mean(&best))
        }
    };
    let best_in_class = best_in_class.ok_or(NullReason::NoData)?;
    let percentile = round_to_score(rank);
    Ok(Comparison {
        percentile,
        peers: found.peers,
        peer_mean: found.peer_mean,
        peer_median: at(50)?,
        peer_p90: at(90)?,
        best_in_class,
        gap: found.gap,
        underperforms: Decimal::from(percentile) < settings.underperformance_below,
    })
}

/// The value from which on a peer belongs to the best tenth: P90, or P10 where lower is better (§13). None of nothing, and
/// where the best tenth is no better than the median: what everyone does is no success.
pub fn best_from(values: &[Decimal], better: Better) -> Option<Decimal> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let median = percentile(&sorted, Decimal::from(50))?;
    let (from, stands_out) = match better {
        Better::Higher => percentile(&sorted, Decimal::from(90)).map(|from| (from, from > median))?,
        Better::Lower => percentile(&sorted, Decimal::from(10)).map(|from| (from, from < median))?,
    };
    stands_out.then_some(from)
}

/// The mean of the values at or above their P90: best in class (§13). None of nothing.
pub fn best_tenth(values: &[Decimal]) -> Option<Decimal> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let least = percentile(&sorted, Decimal::from(90))?;
    sorted.retain(|value| *value >= least);
    mean(&sorted)
}

fn mean(values: &[Decimal]) -> Option<Decimal> {
    values.iter().copied().sum::<Decimal>().checked_div(Decimal::from(values.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_tenth_begins_where_it_stands_out() {
        let values: Vec<Decimal> = (1..=11).map(Decimal::from).collect();
        assert_eq!(best_from(&values, Better::Higher), Some(Decimal::from(10)));
        assert_eq!(best_from(&values, Better::Lower), Some(Decimal::from(2)));
        assert_eq!(best_from(&[Decimal::ONE; 6], Better::Higher), None);
        assert_eq!(best_from(&[], Better::Lower), None);
    }
}
