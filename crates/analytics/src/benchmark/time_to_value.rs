use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The share of the seats that must be active in a week.
const ACTIVE_SHARE: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// A day of a client, as far as first value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueDay {
    /// The day.
    pub date: NaiveDate,
    /// Weekly users over seats; none without known seats.
    pub active_share: Option<Decimal>,
    /// Licensed features in active use or more.
    pub active_features: i64,
}

/// The first day a quarter of the seats were active in a week and a licensed feature was in active use; of unknown seats
/// only the feature counts (M142).
pub fn first_value_date(days: impl IntoIterator<Item = ValueDay>) -> Option<NaiveDate> {
    let has_value =
        |day: &ValueDay| day.active_features >= 1 && day.active_share.is_none_or(|share| share >= ACTIVE_SHARE);
    days.into_iter().filter(has_value).map(|day| day.date).min()
}

/// How long a client was watched, and whether it got there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watched {
    /// Days from the start of the contract.
    pub days: i64,
    /// Whether it reached first value on the last of them; else it is still on its way.
    pub reached: bool,
}

/// Kaplan–Meier: for each day someone got there, the share that had not by its end.
pub fn survival(watched: &[Watched]) -> Vec<(i64, Decimal)> {
    let mut sorted = watched.to_vec();
    sorted.sort_by_key(|one| one.days);
    let (mut share, mut at_risk, mut steps) = (Decimal::ONE, sorted.len(), Vec::new());
    for day in sorted.chunk_by(|a, b| a.days == b.days) {
        let reached = day.iter().filter(|one| one.reached).count();
        if reached > 0 {
            share *= Decimal::ONE - Decimal::from(reached) / Decimal::from(at_risk);
            steps.extend(day.first().map(|one| (one.days, share)));
        }
        at_risk -= day.len();
    }
    steps
}

/// The first day by which half had got there; none where it never came to that.
pub fn median_time_to_value(watched: &[Watched]) -> Option<i64> {
    let half = Decimal::new(5, 1);
    survival(watched).into_iter().find(|(_, share)| *share <= half).map(|(days, _)| days)
}
