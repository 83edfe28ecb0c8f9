use chrono::{Days, NaiveDate};
use domain::health::{BackTestWarning, HealthStatus};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::Rescored;
use crate::churn::{auc, lift};

/// Days within which a departure counts.
pub const BACK_TEST_DAYS: u64 = 90;
/// Days after that until a departure is settled: who comes back within them did not leave (§10.1).
const MATURITY_DAYS: u64 = 30;
/// Windows looked back on: a year of them.
const WINDOWS: u64 = 4;
/// Fewer clients than this say nothing.
pub const FEW_CLIENTS: usize = 30;
/// Fewer departures than this say little (§10.2).
pub const FEW_EVENTS: usize = 10;
/// A band with fewer clients than this has no rate to speak of.
const FEW_IN_BAND: usize = 5;
/// The share whose lift is told.
const LIFT_SHARE: f64 = 0.1;

/// What became of the clients of a band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BandRate {
    /// The band.
    pub health_status: HealthStatus,
    /// Clients that were in it.
    pub clients: usize,
    /// Of them, those that left.
    pub churned: usize,
}

impl BandRate {
    /// Share that left; none without a client.
    pub fn rate(&self) -> Option<f64> {
        (self.clients > 0).then(|| self.churned as f64 / self.clients as f64)
    }
}

/// How well scores told, some time ago, who would leave (§4.5).
#[derive(Debug, Clone, PartialEq)]
pub struct BackTest {
    /// Clients at the beginning of a window, each window counting anew.
    pub clients: usize,
    /// Of them, those that left within it.
    pub churned: usize,
    /// Healthiest band first.
    pub bands: Vec<BandRate>,
    /// P(one that left scored lower than one that stayed) + ½P(tie); none without both.
    pub auc: Option<f64>,
    /// Departures among the lowest tenth of scores over those among all; none without any.
    pub lift: Option<f64>,
    /// What to know before trusting it.
    pub warnings: Vec<BackTestWarning>,
}

/// The days whose scores are looked back on, newest first: windows of ninety days that follow each other without a gap, so
/// that every departure counts once, the last of them settled by `as_of`.
pub fn back_test_days(as_of: NaiveDate) -> Vec<NaiveDate> {
    (0..WINDOWS).filter_map(|k| as_of.checked_sub_days(Days::new(BACK_TEST_DAYS * (k + 1) + MATURITY_DAYS))).collect()
}

/// Judges scores by what became of the clients: each with whether it left within the window.
pub fn back_test(rows: &[(Rescored, bool)]) -> BackTest {
    let risks: Vec<(f64, bool)> = rows
        .iter()
        .map(|(rescored, left)| ((Decimal::ONE_HUNDRED - rescored.score).to_f64().unwrap_or_default(), *left))
        .collect();
    let bands: Vec<BandRate> = HealthStatus::ALL
        .iter()
        .map(|status| {
            let of_band = || rows.iter().filter(|(rescored, _)| rescored.health_status == *status);
            BandRate {
                health_status: *status,
                clients: of_band().count(),
                churned: of_band().filter(|(_, left)| *left).count(),
            }
        })
        .collect();
    let churned = rows.iter().filter(|(_, left)| *left).count();
    let auc = auc(&risks);
    let mut warnings = Vec::new();
    if rows.len() < FEW_CLIENTS {
        warnings.push(BackTestWarning::FewClients);
    }
    if churned < FEW_EVENTS {
        warnings.push(BackTestWarning::FewEvents);
    }
    if churned > 0 && !separates(&bands) {
        warnings.push(BackTestWarning::BandsDoNotSeparate);
    }
    BackTest { clients: rows.len(), churned, lift: lift(&risks, LIFT_SHARE), auc, bands, warnings }
}

/// Whether every worse band lost a larger share than the healthier one before it. Bands of a handful are passed over.
fn separates(bands: &[BandRate]) -> bool {
    let rates: Vec<f64> = bands.iter().filter(|band| band.clients >= FEW_IN_BAND).filter_map(BandRate::rate).collect();
    rates.len() > 1 && rates.windows(2).all(|pair| pair[0] < pair[1])
}
