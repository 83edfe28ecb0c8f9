//! The figures of a client's usage, each with what it is compared with.

use std::collections::BTreeSet;

use analytics::{
    period::{Window, trailing},
    usage::{
        BaselineWindows, PeerFigures, baseline_mean, baseline_windows, days_since_login, feature_breadth, intensity,
        known_days, login_frequency, mean_per_day, peer_figures, power_users, seat_use, session_depth,
        session_duration, stickiness, usage_vs_baseline, utilisation,
    },
};
use api_types::usage::{RoleFrequency, UsageFigures};
use chrono::{Duration, NaiveDate};
use domain::NullReason;
use rust_decimal::Decimal;
use store::{
    clients::ClientDetailRow,
    usage::{DailyRow, PeerRow, PeerSumsRow},
};

use super::{
    metric::{Figure, Metric, Unit},
    people::Person,
};

/// Weeks logins are counted over.
const LOGIN_WEEKS: u32 = 4;

/// Everything the figures are made of.
pub(super) struct Facts<'a> {
    pub client: &'a ClientDetailRow,
    pub as_of: NaiveDate,
    /// The first day anything is known about.
    pub since: Option<NaiveDate>,
    pub last_login: Option<NaiveDate>,
    pub days: &'a [DailyRow],
    pub people: &'a [Person],
    pub modules: &'a BTreeSet<String>,
    pub peers: &'a [PeerRow],
    pub tier: &'a [PeerSumsRow],
    pub all: &'a [PeerSumsRow],
    pub min_peers: usize,
}

/// Sums over the days of a window.
#[derive(Default)]
struct Sums {
    users: i64,
    sessions: i64,
    seconds: i64,
    actions: i64,
}

/// What a stock of users was on a day, if the roll-up says so.
pub(super) fn known_users(row: &DailyRow, users: fn(&DailyRow) -> i32) -> Option<i32> {
    // Sources that know only the day leave the rest at zero.
    Some(users(row)).filter(|count| *count >= row.daily_active_users)
}

impl Facts<'_> {
    fn sums(&self, window: Window) -> Sums {
        let mut sums = Sums::default();
        for row in self.days.iter().filter(|row| window.contains(row.date)) {
            sums.users += i64::from(row.daily_active_users);
            sums.sessions += i64::from(row.total_sessions);
            sums.seconds += row.session_seconds;
            sums.actions += i64::from(row.total_actions);
        }
        sums
    }

    fn known_days(&self, window: Window) -> i64 {
        self.since.map_or(0, |since| known_days(window, since))
    }

    /// Distinct users at the end of the last day: from the roll-up, else counted.
    fn users_within(&self, days: i64, users: fn(&DailyRow) -> i32) -> Result<i64, NullReason> {
        if self.known_days(trailing(self.as_of, 1)) == 0 {
            return Err(NullReason::NoData);
        }
        let last = self.days.last().filter(|row| row.date == self.as_of);
        if let Some(count) = last.and_then(|row| known_users(row, users)) {
            return Ok(i64::from(count));
        }
        let since = self.as_of - Duration::days(days);
        let of_window = self.days.iter().any(|row| row.date > since && row.daily_active_users > 0);
        if of_window && self.people.iter().all(|person| person.row.last_active.is_none()) {
            return Err(NullReason::NoData);
        }
        let seen = self.people.iter().filter(|person| person.row.last_active.is_some_and(|day| day > since));
        Ok(seen.count() as i64)
    }

    /// The mean of such a stock over the client's own ninety days before.
    fn own_mean(&self, prior: Window, users: fn(&DailyRow) -> i32) -> Figure {
        let rows = self.days.iter().filter(|row| prior.contains(row.date));
        let (mut sum, mut days) = (0, 0);
        for count in rows.filter_map(|row| known_users(row, users)) {
            sum += i64::from(count);
            days += 1;
        }
        baseline_mean(sum, days)
    }

    /// Sets a number of users beside the client's own past, its tier, everyone, and the best of its tier.
    fn beside(&self, metric: Metric, value: Figure, own: Figure, peer: fn(&PeerRow) -> Figure, all: Figure) -> Metric {
        let others: Vec<Decimal> = self.peers.iter().filter_map(|row| peer(row).ok()).collect();
        let found: Result<PeerFigures, NullReason> =
            value.and_then(|value| peer_figures(&others, value, self.min_peers));
        let tier = others.len() as i64;
        metric
            .against("OWN_BASELINE", own, None)
            .against("TIER", found.map(|found| found.mean), Some(tier))
            .against("ALL", all, Some(clients(self.all)))
            .against("BEST_IN_TIER", found.map(|found| found.best), Some(tier))
    }

    /// A ratio over everyone in the tier: of sums, never a mean of ratios (§0.5).
    fn tier_ratio(&self, upper: fn(&PeerSumsRow) -> Decimal, lower: fn(&PeerSumsRow) -> Decimal) -> Figure {
        if clients(self.tier) < self.min_peers as i64 {
            return Err(NullReason::SuppressedSmallN);
        }
        let lower: Decimal = self.tier.iter().map(lower).sum();
        let upper: Decimal = self.tier.iter().map(upper).sum();
        upper.checked_div(lower).ok_or(NullReason::ZeroDenominator)
    }

    /// A mean over all other clients.
    fn all_mean(&self, sum: fn(&PeerSumsRow) -> Decimal) -> Figure {
        let clients = clients(self.all);
        if clients < self.min_peers as i64 {
            return Err(NullReason::SuppressedSmallN);
        }
        Ok(self.all.iter().map(sum).sum::<Decimal>() / Decimal::from(clients))
    }
}

fn clients(sums: &[PeerSumsRow]) -> i64 {
    sums.iter().map(|row| row.clients).sum()
}

fn mean_daily(row: &PeerSumsRow) -> Decimal {
    Decimal::from(row.dau_sum) / Decimal::from(row.days.max(1))
}

/// All figures as of the last complete day.
pub(super) fn figures(facts: &Facts<'_>) -> UsageFigures {
    let as_of = facts.as_of;
    let BaselineWindows { current, prior } = baseline_windows(as_of);
    let (now, before) = (facts.sums(current), facts.sums(prior));
    let (days, days_before) = (facts.known_days(current), facts.known_days(prior));
    let week = facts.users_within(7, |row| row.weekly_active_users);
    let month = facts.users_within(30, |row| row.monthly_active_users);
    let seats = facts.client.licensed_user_count.map(i64::from);
    let known = if days > 0 { Ok(()) } else { Err(NullReason::NoData) };

    let daily = mean_per_day(now.users, days);
    let daily_active_users = facts.beside(
        Metric::new("M020", Unit::MeanUsers, daily, current).of(now.users, Some(days)),
        daily,
        baseline_mean(before.users, days_before),
        |row| mean_per_day(row.dau_sum.into(), row.days.into()),
        facts.all_mean(mean_daily),
    );
    let weekly = week.map(Decimal::from);
    let weekly_active_users = facts.beside(
        Metric::new("M020", Unit::Users, weekly, trailing(as_of, 7)),
        weekly,
        facts.own_mean(prior, |row| row.weekly_active_users),
        |row| Ok(row.weekly_active_users.into()),
        facts.all_mean(|row| row.weekly_active_users.into()),
    );
    let monthly = month.map(Decimal::from);
    let monthly_active_users = facts.beside(
        Metric::new("M020", Unit::Users, monthly, current),
        monthly,
        facts.own_mean(prior, |row| row.monthly_active_users),
        |row| Ok(row.monthly_active_users.into()),
        facts.all_mean(|row| row.monthly_active_users.into()),
    );

    let sticky = month.and_then(|month| stickiness(now.users, days, month));
    let sticky_before =
        both(baseline_mean(before.users, days_before), facts.own_mean(prior, |row| row.monthly_active_users))
            .and_then(|(daily, monthly)| daily.checked_div(monthly).ok_or(NullReason::ZeroDenominator));
    let duration = known.and_then(|()| session_duration(now.seconds, now.sessions));
    let depth = known.and_then(|()| session_depth(now.actions, now.sessions));
    let utilised = month.and_then(|month| utilisation(month, seats));
    let intense = known.and_then(|()| intensity(now.actions, seats));
    let tier = Some(clients(facts.tier));

    UsageFigures {
        daily_active_users: daily_active_users.done(),
        weekly_active_users: weekly_active_users.done(),
        monthly_active_users: monthly_active_users.done(),
        stickiness: Metric::new("M021", Unit::Percent, sticky, current)
            .against("OWN_BASELINE", sticky_before, None)
            .against("TIER", facts.tier_ratio(mean_daily, |row| row.monthly_active_users.into()), tier)
            .done(),
        avg_session_duration_seconds: Metric::new("M022", Unit::Seconds, duration, current)
            .of(now.seconds, Some(now.sessions))
            .against("OWN_BASELINE", known_before(days_before, session_duration(before.seconds, before.sessions)), None)
            .against("TIER", facts.tier_ratio(|row| row.session_seconds.into(), |row| row.sessions.into()), tier)
            .done(),
        avg_session_depth: Metric::new("M022", Unit::Actions, depth, current)
            .of(now.actions, Some(now.sessions))
            .against("OWN_BASELINE", known_before(days_before, session_depth(before.actions, before.sessions)), None)
            .against("TIER", facts.tier_ratio(|row| row.actions.into(), |row| row.sessions.into()), tier)
            .done(),
        login_frequency: frequency(facts.people, as_of),
        feature_breadth: breadth(facts, current),
        power_users: power(facts.people, current),
        usage_vs_baseline: against_baseline(facts),
        seat_use: utilised.ok().map(|ratio| seat_use(ratio).as_str().to_owned()),
        contract_utilisation: Metric::new("M032", Unit::Percent, utilised, current)
            .of(month.unwrap_or_default(), seats)
            .against(
                "TIER",
                facts.tier_ratio(|row| row.seated_monthly_active_users.into(), |row| row.seats.into()),
                tier,
            )
            .done(),
        usage_intensity: Metric::new("M034", Unit::Actions, intense, current)
            .of(now.actions, seats)
            .against("TIER", facts.tier_ratio(|row| row.seated_actions.into(), |row| row.seats.into()), tier)
            .done(),
        days_since_last_login: since_login(facts),
    }
}

fn both<A, B>(a: Result<A, NullReason>, b: Result<B, NullReason>) -> Result<(A, B), NullReason> {
    Ok((a?, b?))
}

/// The client's own past, if there is enough of it.
fn known_before(days: i64, value: Figure) -> Figure {
    baseline_mean(0, days).and(value)
}

fn frequency(people: &[Person], as_of: NaiveDate) -> api_types::usage::UsageMetric {
    let window = trailing(as_of, 7 * LOGIN_WEEKS);
    let (days, users) = login_days(people.iter());
    let value = if people.iter().any(|person| person.row.is_active_90) {
        login_frequency(days, users, LOGIN_WEEKS)
    } else {
        Err(NullReason::NoData)
    };
    Metric::new("M023", Unit::DaysPerWeek, value, window).of(days, Some(users)).done()
}

fn login_days<'a>(people: impl Iterator<Item = &'a Person>) -> (i64, i64) {
    people.fold((0, 0), |(days, users), person| {
        (days + person.row.login_days_28, users + i64::from(person.row.is_active_28))
    })
}

/// Login frequency per role, the role with most users first.
pub(super) fn by_role(people: &[Person]) -> Vec<RoleFrequency> {
    let mut roles: Vec<Option<&str>> =
        people.iter().filter(|person| person.row.is_active_28).map(|person| person.row.role.as_deref()).collect();
    roles.sort_unstable();
    roles.dedup();
    let mut found: Vec<RoleFrequency> = roles
        .into_iter()
        .map(|role| {
            let (days, users) = login_days(people.iter().filter(|person| person.row.role.as_deref() == role));
            let value = login_frequency(days, users, LOGIN_WEEKS).ok();
            RoleFrequency {
                role: role.map(str::to_owned),
                users,
                login_frequency: value.map(|value| analytics::round::round(value, 2)),
            }
        })
        .collect();
    found.sort_by(|a, b| b.users.cmp(&a.users).then_with(|| a.role.cmp(&b.role)));
    found
}

fn breadth(facts: &Facts<'_>, window: Window) -> api_types::usage::UsageMetric {
    let licensed = &facts.client.licensed_modules;
    let value = if facts.people.iter().any(|person| person.row.is_active_90) {
        feature_breadth(facts.modules.iter().map(String::as_str), licensed)
    } else {
        Err(NullReason::NoData)
    };
    let used = facts.modules.iter().filter(|module| licensed.contains(module)).count();
    Metric::new("M024", Unit::Percent, value, window).of(used as i64, Some(licensed.len() as i64)).done()
}

fn power(people: &[Person], window: Window) -> api_types::usage::UsageMetric {
    let actions: Vec<i64> = people.iter().map(|person| person.row.actions_30).collect();
    let active = actions.iter().filter(|count| **count > 0).count();
    let found = power_users(&actions).map(|power| Decimal::from(power.users)).ok_or(NullReason::NoData);
    Metric::new("M025", Unit::Users, found, window).of(active as i64, None).done()
}

fn against_baseline(facts: &Facts<'_>) -> api_types::usage::UsageMetric {
    let as_of = facts.as_of;
    let values: Vec<(NaiveDate, i64)> =
        facts.days.iter().map(|row| (row.date, i64::from(row.daily_active_users))).collect();
    let change = match facts.since {
        Some(since) => usage_vs_baseline(&values, since, as_of).map(|(change, _)| change),
        None => Err(NullReason::NoData),
    };
    Metric::new("M026", Unit::Percent, change, trailing(as_of, 7)).done()
}

fn since_login(facts: &Facts<'_>) -> api_types::usage::UsageMetric {
    let as_of = facts.as_of;
    let of_users = facts.people.iter().filter_map(|person| person.user.last_login_on).max();
    let last = facts.last_login.max(of_users);
    let days = facts
        .since
        .and_then(|_| days_since_login(as_of, last, facts.client.go_live_date))
        .map(Decimal::from)
        .ok_or(NullReason::NoData);
    Metric::new("M035", Unit::Days, days, trailing(as_of, 1)).done()
}
