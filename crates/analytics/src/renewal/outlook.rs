use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;

use crate::settings::RenewalSettings;

/// Renewals, and what they are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RenewalSums {
    /// How many.
    pub clients: i64,
    /// Those whose ARR is unknown.
    pub without_arr: i64,
    /// The ARR of the others.
    pub arr: Decimal,
    /// Those at risk.
    pub at_risk_clients: i64,
    /// The ARR of these.
    pub at_risk_arr: Decimal,
}

impl RenewalSums {
    /// Adds others.
    pub fn add(&mut self, others: &Self) {
        self.clients += others.clients;
        self.without_arr += others.without_arr;
        self.arr += others.arr;
        self.at_risk_clients += others.at_risk_clients;
        self.at_risk_arr += others.at_risk_arr;
    }
}

/// What is up for renewal (M087) and what is late (M088). Overdue, the months, later and undated hold every client once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RenewalOutlook {
    /// Due before today and unresolved.
    pub overdue: RenewalSums,
    /// Due from today on within so many days; each window holds the shorter ones.
    pub windows: Vec<(i64, RenewalSums)>,
    /// By the first day of the month they are due in, this month first, from today on.
    pub months: Vec<(NaiveDate, RenewalSums)>,
    /// Due after the last of these months.
    pub later: RenewalSums,
    /// Without a due date.
    pub undated: RenewalSums,
}

/// Sorts renewals by their due date, over so many calendar months.
pub fn renewal_outlook(
    rows: impl IntoIterator<Item = (Option<NaiveDate>, RenewalSums)>,
    today: NaiveDate,
    months: u32,
    settings: &RenewalSettings,
) -> RenewalOutlook {
    let this_month = first_of_month(today);
    let starts = (0..months).filter_map(|n| this_month.checked_add_months(Months::new(n)));
    let mut outlook = RenewalOutlook {
        windows: settings.buckets.iter().map(|days| (*days, RenewalSums::default())).collect(),
        months: starts.map(|start| (start, RenewalSums::default())).collect(),
        ..RenewalOutlook::default()
    };
    for (due, sums) in rows {
        let Some(due) = due else {
            outlook.undated.add(&sums);
            continue;
        };
        let days = (due - today).num_days();
        if days < 0 {
            outlook.overdue.add(&sums);
            continue;
        }
        for (_, window) in outlook.windows.iter_mut().filter(|(length, _)| days <= *length) {
            window.add(&sums);
        }
        match outlook.months.iter_mut().find(|(start, _)| *start == first_of_month(due)) {
            Some((_, month)) => month.add(&sums),
            None => outlook.later.add(&sums),
        }
    }
    outlook
}

/// The last day of the longest window.
pub fn last_window_day(today: NaiveDate, settings: &RenewalSettings) -> NaiveDate {
    let days = settings.buckets.iter().copied().max().and_then(|days| u64::try_from(days).ok()).unwrap_or(0);
    today.checked_add_days(Days::new(days)).unwrap_or(today)
}

fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}
