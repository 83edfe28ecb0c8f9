use std::collections::BTreeMap;

use domain::NullReason;
use rust_decimal::Decimal;

/// The name of clients without an industry.
pub const OTHER_INDUSTRY: &str = "Other";

/// What the clients of a segment paid at the start of a period and at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SegmentRetention {
    start: Decimal,
    kept: Decimal,
    end: Decimal,
}

impl SegmentRetention {
    /// Adds a client, which counts in the segment it was in at the start.
    pub fn add(&mut self, start: Decimal, end: Decimal) {
        self.start += start;
        self.kept += start.min(end);
        self.end += end;
    }

    /// Σ min(end, start) ÷ Σ start, as a ratio.
    pub fn gross(&self) -> Result<Decimal, NullReason> {
        self.kept.checked_div(self.start).ok_or(NullReason::ZeroDenominator)
    }

    /// Σ end ÷ Σ start, as a ratio.
    pub fn net(&self) -> Result<Decimal, NullReason> {
        self.end.checked_div(self.start).ok_or(NullReason::ZeroDenominator)
    }
}

/// MRR by tier, and within it by industry and health status (M144).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sunburst<T: Ord, S: Ord> {
    /// By tier, industry and status.
    pub rings: BTreeMap<T, BTreeMap<String, BTreeMap<S, Decimal>>>,
}

impl<T: Ord + Copy, S: Ord> Sunburst<T, S> {
    /// Adds what clients pay; those without an industry are `Other`.
    pub fn add(&mut self, tier: T, industry: Option<&str>, status: S, mrr: Decimal) {
        let industries = self.rings.entry(tier).or_default();
        let statuses = industries.entry(industry.unwrap_or(OTHER_INDUSTRY).to_owned()).or_default();
        *statuses.entry(status).or_default() += mrr;
    }

    /// The inner ring.
    pub fn by_tier(&self) -> BTreeMap<T, Decimal> {
        let sum = |industries: &BTreeMap<String, BTreeMap<S, Decimal>>| -> Decimal {
            industries.values().flat_map(BTreeMap::values).copied().sum()
        };
        self.rings.iter().map(|(tier, industries)| (*tier, sum(industries))).collect()
    }

    /// All of it.
    pub fn total(&self) -> Decimal {
        self.by_tier().values().copied().sum()
    }
}
