use rust_decimal::Decimal;

use crate::settings::HealthSettings;

/// Where the mean health of a portfolio goes (M007).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PortfolioMove {
    /// Up by a point or more.
    Improving,
    /// Down by a point or more.
    Declining,
    /// In between.
    Stable,
}

/// Where the share of ARR at risk goes (M010).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RiskMove {
    /// Down by half a percentage point or more.
    Improving,
    /// Up by half a percentage point or more.
    Worsening,
    /// In between.
    Stable,
}

/// The mean change of the clients scored at both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortfolioTrend {
    /// The mean change; none when nobody was scored at both ends.
    pub mean_change: Option<Decimal>,
    /// Where that goes.
    pub direction: PortfolioMove,
    /// Clients scored at both ends.
    pub n: usize,
    /// Clients scored at one end at most.
    pub n_excluded: usize,
}

/// The trend over (then, now) scores.
pub fn portfolio_trend(
    pairs: impl IntoIterator<Item = (Option<i16>, Option<i16>)>,
    settings: &HealthSettings,
) -> PortfolioTrend {
    let (mut sum, mut n, mut n_excluded) = (0_i64, 0_usize, 0_usize);
    for (then, now) in pairs {
        match then.zip(now) {
            Some((then, now)) => {
                sum += i64::from(now) - i64::from(then);
                n += 1;
            }
            None => n_excluded += 1,
        }
    }
    let mean_change = (n > 0).then(|| Decimal::from(sum) / Decimal::from(n));
    let deadband = settings.portfolio_deadband;
    let direction = match mean_change {
        Some(change) if change >= deadband => PortfolioMove::Improving,
        Some(change) if change <= -deadband => PortfolioMove::Declining,
        _ => PortfolioMove::Stable,
    };
    PortfolioTrend { mean_change, direction, n, n_excluded }
}

/// The change of the ARR-at-risk share in percentage points, and where that goes.
pub fn risk_trend(previous_share: Decimal, share: Decimal) -> (Decimal, RiskMove) {
    let points = Decimal::ONE_HUNDRED * (share - previous_share);
    let deadband = Decimal::new(5, 1);
    let direction = if points <= -deadband {
        RiskMove::Improving
    } else if points >= deadband {
        RiskMove::Worsening
    } else {
        RiskMove::Stable
    };
    (points, direction)
}
