use chrono::NaiveDate;

use super::evaluate::{evaluate_without_features, features};
use super::{Context, DayState};
use crate::health::history::ClientHistory;
use crate::health::snapshot::Snapshot;

/// Days of stored snapshots an evaluation looks back on: the trend and its tolerance.
pub const EARLIER_DAYS: i64 = 37;

/// Every day from `from` to `to`, each in its own context, for another configuration may have been in
/// force then, and carrying on from the days before it. `earlier` are the stored snapshots of the days
/// before `from`. Equal to evaluating each day with the snapshots before it.
pub fn evaluate_range<'a>(
    history: &ClientHistory,
    context_on: impl Fn(NaiveDate) -> Context<'a>,
    from: NaiveDate,
    to: NaiveDate,
    earlier: &[Snapshot],
) -> Vec<DayState> {
    let mut states: Vec<DayState> = Vec::new();
    for date in from.iter_days().take_while(|date| *date <= to) {
        let context = context_on(date);
        let settings = &context.settings.health;
        let look_back = settings.trend_days + settings.trend_tolerance_days.max(settings.carry_forward_days);
        let recent = states.len().saturating_sub(usize::try_from(look_back).unwrap_or(0));
        let walked = states[recent..].iter().filter_map(|state| state.snapshot.as_ref());
        let stored = earlier.iter().filter(|snapshot| snapshot.date < from);
        let mut state = evaluate_without_features(history, &context, date, stored.chain(walked));
        if date == to {
            state.adoption = features(history, &context, date);
        }
        states.push(state);
    }
    states
}
