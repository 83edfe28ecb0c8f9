use chrono::NaiveDate;
use domain::usage::AdoptionStatus;

use super::feature_statuses;
use crate::health::facts::{ClientFacts, FeatureFacts};
use crate::health::history::ClientHistory;
use crate::period::Window;
use crate::settings::AdoptionSettings;

/// A stretch of days on one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelSpan {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The level.
    pub adoption_status: AdoptionStatus,
}

/// The levels of a feature within a window of days, oldest first (M041). The uses must reach back the feature's own
/// window before the first day.
pub fn level_history(feature: FeatureFacts, days: Window, settings: &AdoptionSettings) -> Vec<LevelSpan> {
    let history = ClientHistory::new(ClientFacts { features: vec![feature], ..ClientFacts::default() });
    let mut spans: Vec<LevelSpan> = Vec::new();
    for day in days.start.iter_days().take_while(|day| *day <= days.end) {
        for adoption_status in feature_statuses(history.features(), day, settings) {
            match spans.last_mut() {
                Some(span) if span.adoption_status == adoption_status => span.to = day,
                _ => spans.push(LevelSpan { from: day, to: day, adoption_status }),
            }
        }
    }
    spans
}
