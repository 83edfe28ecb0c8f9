use rust_decimal::Decimal;

/// Licensing clients a feature needs before its share means anything (M044).
const LEAST_LICENSING_CLIENTS: i64 = 5;

/// How many clients may use a feature, and do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureReach {
    /// The key of the catalogue.
    pub feature_key: String,
    /// Clients whose contract includes it.
    pub licensing_clients: i64,
    /// Those with light use or more.
    pub using_clients: i64,
    /// Uses by all of them.
    pub total_usage: i64,
}

/// Features by how far they reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureRanking {
    /// The most used first, with the share of licensing clients that use it.
    pub ranked: Vec<(FeatureReach, Decimal)>,
    /// Features too few clients license.
    pub too_few: Vec<FeatureReach>,
}

/// Ranks features by the share of licensing clients that use them, ties by total use (M044).
pub fn most_used(features: Vec<FeatureReach>) -> FeatureRanking {
    let (enough, mut too_few): (Vec<_>, Vec<_>) =
        features.into_iter().partition(|reach| reach.licensing_clients >= LEAST_LICENSING_CLIENTS);
    let share = |reach: &FeatureReach| Decimal::from(reach.using_clients) / Decimal::from(reach.licensing_clients);
    let mut ranked: Vec<(FeatureReach, Decimal)> = enough
        .into_iter()
        .map(|reach| {
            let share = share(&reach);
            (reach, share)
        })
        .collect();
    ranked.sort_by(|(a, a_share), (b, b_share)| {
        b_share.cmp(a_share).then(b.total_usage.cmp(&a.total_usage)).then_with(|| a.feature_key.cmp(&b.feature_key))
    });
    too_few.sort_by(|a, b| a.feature_key.cmp(&b.feature_key));
    FeatureRanking { ranked, too_few }
}
