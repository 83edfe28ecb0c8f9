use chrono::NaiveDate;
use domain::import::DataFeed;
use rust_decimal::Decimal;

use crate::adoption::{adoption_inputs, feature_statuses};
use crate::health::components::{ComponentInputs, measured};
use crate::health::feeds::{Feeds, Standing};
use crate::health::history::{ClientHistory, days_before};
use crate::period::{Window, trailing};
use crate::renewal::due_date;
use crate::settings::MetricSettings;
use crate::usage::{days_since_login, is_support_spike, vs_baseline};

/// Days of the thirty before the last week that must be known (§14).
const BASELINE_DAYS: i64 = 14;

/// What the points look at. None is unknown and gives none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeuristicInputs {
    /// Daily users of the last week against the thirty days before, as a ratio (M026).
    pub dau_change: Option<Decimal>,
    /// Days since anyone logged in (M035).
    pub days_since_login: Option<i64>,
    /// Whether every champion left or stopped logging in.
    pub champion_inactive: Option<bool>,
    /// Days since a champion logged in, to say so.
    pub champion_silent_days: Option<i64>,
    /// Whether tickets spiked (M104).
    pub support_spike: Option<bool>,
    /// Tickets of the last seven days, to say so.
    pub tickets_last_7_days: Option<i64>,
    /// Open critical tickets.
    pub open_critical_tickets: Option<i64>,
    /// The adoption score (M040).
    pub adoption: Option<Decimal>,
    /// Days since staff were in contact.
    pub days_since_contact: Option<i64>,
    /// Days since the last business review.
    pub days_since_business_review: Option<i64>,
    /// The latest NPS answer, 0 to 10.
    pub nps: Option<Decimal>,
    /// Days the oldest unpaid invoice is past due.
    pub days_past_due: Option<i64>,
    /// Days until the renewal is due, negative once it is past.
    pub days_to_renewal: Option<i64>,
    /// Days since the contract began.
    pub tenure_days: Option<i64>,
}

impl HeuristicInputs {
    /// Known features and all features, for the confidence.
    pub fn known(&self) -> (usize, usize) {
        let known = [
            self.dau_change.is_some(),
            self.days_since_login.is_some(),
            self.champion_inactive.is_some(),
            self.support_spike.is_some(),
            self.open_critical_tickets.is_some(),
            self.adoption.is_some(),
            self.days_since_contact.is_some(),
            self.nps.is_some(),
            self.days_past_due.is_some(),
            self.days_to_renewal.is_some(),
            self.tenure_days.is_some(),
        ];
        (known.iter().filter(|known| **known).count(), known.len())
    }
}

/// The inputs of a client at the end of a date. A silent source makes its inputs unknown; one that came once is asked
/// about the last day it speaks for.
pub fn heuristic_inputs(
    history: &ClientHistory,
    feeds: &Feeds,
    settings: &MetricSettings,
    as_of: NaiveDate,
) -> HeuristicInputs {
    let adoption = (history.standing(feeds, DataFeed::FeatureUsage, as_of, settings.tz()) == Standing::Fresh)
        .then(|| {
            let used_until = feeds.speaks_until(DataFeed::FeatureUsage, as_of, settings.tz());
            let statuses = feature_statuses(&history.features, used_until, &settings.adoption);
            adoption_inputs(statuses, settings.adoption.numerator)?.score()
        })
        .flatten();
    inputs_with_adoption(history, feeds, settings, as_of, adoption)
}

/// The same where the adoption score was measured already: it is the dearest of them.
pub(crate) fn inputs_with_adoption(
    history: &ClientHistory,
    feeds: &Feeds,
    settings: &MetricSettings,
    as_of: NaiveDate,
    adoption: Option<Decimal>,
) -> HeuristicInputs {
    let tz = settings.tz();
    let fresh = |feed| history.standing(feeds, feed, as_of, tz) == Standing::Fresh;
    let has_usage = fresh(DataFeed::Usage);
    let has_support = fresh(DataFeed::Support);
    let until = |feed| feeds.speaks_until(feed, as_of, tz);
    let (used, ticketed) = (until(DataFeed::Usage), until(DataFeed::Support));
    let (champion, tickets) = (&history.engagement, &history.tickets);
    let last_7_days = tickets.all_created(trailing(ticketed, 7));
    let prior_12_weeks = tickets.all_created(trailing(days_before(ticketed, 7), 84));
    HeuristicInputs {
        dau_change: if has_usage { dau_change(history, feeds, used) } else { None },
        days_since_login: has_usage
            .then(|| days_since_login(used, history.last_login(used), history.go_live()))
            .flatten(),
        champion_inactive: has_usage.then(|| champion.champion_inactive(as_of, used)).flatten(),
        champion_silent_days: has_usage.then(|| champion.champion_silent_days(used)).flatten(),
        support_spike: has_support.then(|| is_support_spike(last_7_days, prior_12_weeks)),
        tickets_last_7_days: has_support.then_some(last_7_days),
        open_critical_tickets: has_support.then(|| tickets.open_critical(ticketed)),
        adoption,
        days_since_contact: history.days_since_contact(as_of),
        days_since_business_review: champion.last_business_review(as_of).map(|date| (as_of - date).num_days()),
        nps: history.surveys.nps_latest(until(DataFeed::Survey)),
        days_past_due: (fresh(DataFeed::Billing) || history.money.has_invoices(as_of))
            .then(|| history.money.days_past_due(until(DataFeed::Billing))),
        days_to_renewal: due_date(history, as_of).map(|due| (due - as_of).num_days()),
        tenure_days: history.tenure_days(as_of),
    }
}

/// M026 over the days the source speaks for; unknown with too short a baseline.
fn dau_change(history: &ClientHistory, feeds: &Feeds, as_of: NaiveDate) -> Option<Decimal> {
    let live_since = history.go_live()?.max(history.known_since(feeds, DataFeed::Usage)?);
    let mean = |window: Window, least: i64| {
        let window = Window { start: window.start.max(live_since), end: window.end };
        let sum = history.usage.totals(window).active_users;
        (window.days() >= least).then(|| Decimal::from(sum) / Decimal::from(window.days()))
    };
    let last_7 = mean(trailing(as_of, 7), 7)?;
    let prior_30 = mean(trailing(days_before(as_of, 7), 30), BASELINE_DAYS)?;
    vs_baseline(last_7, prior_30).ok().map(measured)
}
