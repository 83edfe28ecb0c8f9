use domain::health::HealthStatus;
use rust_decimal::Decimal;

/// Clients per band, and those without a score (M006).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Distribution {
    /// HEALTHY.
    pub healthy: usize,
    /// MONITOR.
    pub monitor: usize,
    /// AT_RISK.
    pub at_risk: usize,
    /// CRITICAL.
    pub critical: usize,
    /// No score.
    pub not_available: usize,
}

/// The three colours of S3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour3 {
    /// HEALTHY.
    pub green: usize,
    /// MONITOR.
    pub yellow: usize,
    /// AT_RISK and CRITICAL.
    pub red: usize,
}

/// The three slices of S1; the two lower ones add up to "health below 60".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exec3 {
    /// HEALTHY and MONITOR.
    pub healthy: usize,
    /// AT_RISK.
    pub at_risk: usize,
    /// CRITICAL.
    pub critical: usize,
}

impl Distribution {
    /// Counts statuses; none is no score.
    pub fn of(statuses: impl IntoIterator<Item = Option<HealthStatus>>) -> Self {
        let mut counts = Self::default();
        for status in statuses {
            *match status {
                Some(HealthStatus::Healthy) => &mut counts.healthy,
                Some(HealthStatus::Monitor) => &mut counts.monitor,
                Some(HealthStatus::AtRisk) => &mut counts.at_risk,
                Some(HealthStatus::Critical) => &mut counts.critical,
                None => &mut counts.not_available,
            } += 1;
        }
        counts
    }

    /// Clients with a score, which percentages are of.
    pub fn scored(&self) -> usize {
        self.healthy + self.monitor + self.at_risk + self.critical
    }

    /// A count as a share of the scored clients; none when nobody is scored.
    pub fn share(&self, count: usize) -> Option<Decimal> {
        (self.scored() > 0).then(|| Decimal::from(count) / Decimal::from(self.scored()))
    }

    /// As the three colours of S3.
    pub fn colour3(&self) -> Colour3 {
        Colour3 { green: self.healthy, yellow: self.monitor, red: self.at_risk + self.critical }
    }

    /// As the three slices of S1.
    pub fn exec3(&self) -> Exec3 {
        Exec3 { healthy: self.healthy + self.monitor, at_risk: self.at_risk, critical: self.critical }
    }
}

/// The mean of the integer scores of scored clients (M005); none when nobody is scored.
pub fn average_health(scores: impl IntoIterator<Item = Option<i16>>) -> Option<Decimal> {
    weighted_average_health(scores.into_iter().map(|score| (score, Some(Decimal::ONE))))
}

/// The same weighted by ARR, unknown ARR left out.
pub fn weighted_average_health(clients: impl IntoIterator<Item = (Option<i16>, Option<Decimal>)>) -> Option<Decimal> {
    let (mut sum, mut weights) = (Decimal::ZERO, Decimal::ZERO);
    for (score, weight) in clients.into_iter().filter_map(|(score, weight)| score.zip(weight)) {
        sum += Decimal::from(score) * weight;
        weights += weight;
    }
    (weights > Decimal::ZERO).then(|| sum / weights)
}
