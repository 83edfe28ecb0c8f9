use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use domain::alert::AlertSeverity;
use rust_decimal::Decimal;

use crate::settings::SlaSettings;
use crate::usage::percentile;

const SECONDS_PER_HOUR: i64 = 3_600;

/// An alert, and when someone answered it: acknowledged it, logged what they did about it, or closed it by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertAnswer {
    /// How grave it was.
    pub severity: AlertSeverity,
    /// When it was raised.
    pub created_at: DateTime<Utc>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// Whether it went away by itself before anyone answered.
    pub resolved_itself: bool,
    /// The time zone its owner works in.
    pub tz: Tz,
}

/// How fast alerts were answered (M122), in business hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseTimes {
    /// Answered.
    pub answered: usize,
    /// Unanswered past their time.
    pub overdue: usize,
    /// Half of the answered ones were answered within; none without any.
    pub median: Option<Decimal>,
    /// Nine of ten were answered within.
    pub p90: Option<Decimal>,
    /// The share answered in time of those answered or past their time, as a ratio; none without any.
    pub within_sla: Option<Decimal>,
}

/// The hours between two instants that lie within business hours of a time zone.
pub fn business_hours(from: DateTime<Utc>, to: DateTime<Utc>, tz: Tz, settings: &SlaSettings) -> Decimal {
    let (first, last) = (from.with_timezone(&tz).date_naive(), to.with_timezone(&tz).date_naive());
    let days = first.iter_days().take_while(|day| *day <= last).filter(|day| settings.day_mask.contains(*day));
    let seconds: i64 = days
        .filter_map(|day| {
            let opens = at(day, settings.opens_at, tz)?.max(from);
            let closes = at(day, settings.closes_at, tz)?.min(to);
            Some((closes - opens).num_seconds().max(0))
        })
        .sum();
    Decimal::from(seconds) / Decimal::from(SECONDS_PER_HOUR)
}

/// Response times of alerts of MEDIUM severity or more. Those still within their time are left out, as are those that
/// went away by themselves.
pub fn response_times(alerts: &[AlertAnswer], now: DateTime<Utc>, settings: &SlaSettings) -> ResponseTimes {
    let mut hours = Vec::new();
    let (mut within, mut overdue) = (0_usize, 0_usize);
    for alert in alerts.iter().filter(|alert| alert.severity != AlertSeverity::Low) {
        let limit = Decimal::from(settings.response_hours(alert.severity));
        let taken = |until| business_hours(alert.created_at, until, alert.tz, settings);
        match alert.answered_at {
            Some(answered) => {
                let taken = taken(answered);
                within += usize::from(taken <= limit);
                hours.push(taken);
            }
            None if alert.resolved_itself => {}
            None => overdue += usize::from(taken(now) > limit),
        }
    }
    hours.sort_unstable();
    ResponseTimes {
        answered: hours.len(),
        overdue,
        median: percentile(&hours, Decimal::from(50)),
        p90: percentile(&hours, Decimal::from(90)),
        within_sla: Decimal::from(within).checked_div(Decimal::from(hours.len() + overdue)),
    }
}

fn at(day: NaiveDate, hour: u32, tz: Tz) -> Option<DateTime<Utc>> {
    let local = day.and_time(NaiveTime::from_hms_opt(hour, 0, 0)?);
    tz.from_local_datetime(&local).earliest().map(|local| local.with_timezone(&Utc))
}
