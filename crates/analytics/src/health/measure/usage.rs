use chrono::NaiveDate;
use domain::NullReason;
use domain::import::DataFeed;
use rust_decimal::Decimal;

use super::Scene;
use super::adoption::adoption_if_connected;
use super::missing::{Found, Missing, optional, required};
use crate::health::components::{BlendInputs, ConsistencyInputs, ProductUsageInputs, UsageInputs, measured};
use crate::health::config::UsageFormula;
use crate::health::history::days_before;
use crate::period::{Window, trailing};
use crate::usage::percentile;

/// Days of the baseline that must be known before it is one (§14).
const BASELINE_DAYS: usize = 14;
/// Days before the trailing window that make the client's own baseline.
const OWN_DAYS: u32 = 90;
/// Login frequency is measured over whole weeks.
const LOGIN_WEEKS: u32 = 4;

/// Daily users against expected (§4.2).
pub(super) fn usage(scene: &Scene<'_>) -> Found<UsageInputs> {
    let known = live_and_connected(scene)?;
    let window = known_part(trailing(known.until, scene.settings.usage.window), known.since);
    let mean_dau = mean_dau(scene, window)?;
    let expected_dau = expected_dau(scene, known).ok_or(Missing::NoData(NullReason::InsufficientData))?;
    let blend = match scene.config.params.usage_formula {
        UsageFormula::Dau => BlendInputs::default(),
        UsageFormula::Blend => blend(scene, window, expected_dau),
    };
    Ok(UsageInputs { mean_dau: measured(mean_dau), expected_dau: measured(expected_dau), blend })
}

/// Working days with any active user (§4.3).
pub(super) fn consistency(scene: &Scene<'_>) -> Found<ConsistencyInputs> {
    let known = live_and_connected(scene)?;
    let window = known_part(trailing(known.until, scene.settings.usage.window), known.since);
    let working_days = working_days(scene, window);
    if working_days == 0 {
        return Err(Missing::NoData(NullReason::InsufficientHistory));
    }
    let mask = scene.settings.usage.day_mask;
    let rows = scene.history.usage.within(window);
    let active_days = rows.iter().filter(|day| day.active_users > 0 && mask.contains(day.date)).count();
    Ok(ConsistencyInputs { active_days: as_i64(active_days), working_days: as_i64(working_days) })
}

/// Login frequency and adoption (§4.3).
pub(super) fn product_usage(scene: &Scene<'_>) -> Found<ProductUsageInputs> {
    let until = scene.until(DataFeed::Usage);
    let login_days = if optional(scene, DataFeed::Usage)? && scene.history.days_live(until).is_some() {
        live_and_connected(scene)?;
        Some((measured(login_days(scene, until)), scene.config.params.expected_login_days))
    } else {
        None
    };
    let adoption = adoption_if_connected(scene)?;
    if login_days.is_none() && adoption.is_none() {
        return Err(Missing::NoData(NullReason::NoData));
    }
    Ok(ProductUsageInputs { login_days, adoption })
}

/// The days usage means anything: the source speaks for them and the client is live.
#[derive(Clone, Copy)]
struct Known {
    since: NaiveDate,
    until: NaiveDate,
}

fn live_and_connected(scene: &Scene<'_>) -> Found<Known> {
    required(scene, DataFeed::Usage)?;
    let (as_of, until) = (scene.as_of, scene.until(DataFeed::Usage));
    let go_live =
        scene.history.go_live().filter(|date| *date <= as_of).ok_or(Missing::NoData(NullReason::NotApplicable))?;
    if go_live > until {
        return Err(Missing::NoData(NullReason::NoData));
    }
    let known_since = scene.history.known_since(scene.feeds, DataFeed::Usage).unwrap_or(go_live);
    if scene.history.usage.is_invalid(trailing(until, scene.settings.usage.window)) {
        return Err(Missing::Error);
    }
    Ok(Known { since: go_live.max(known_since), until })
}

/// Days before go-live, or before the source was connected, are unknown rather than zero (§0.5).
fn known_part(window: Window, since: NaiveDate) -> Window {
    Window { start: window.start.max(since), end: window.end }
}

fn working_days(scene: &Scene<'_>, window: Window) -> usize {
    let mask = scene.settings.usage.day_mask;
    window.start.iter_days().take_while(|date| *date <= window.end).filter(|date| mask.contains(*date)).count()
}

fn mean_dau(scene: &Scene<'_>, window: Window) -> Found<Decimal> {
    let days = working_days(scene, window);
    if days == 0 {
        return Err(Missing::NoData(NullReason::InsufficientHistory));
    }
    let mask = scene.settings.usage.day_mask;
    let rows = scene.history.usage.within(window).iter().filter(|day| mask.contains(day.date));
    let sum: i64 = rows.map(|day| i64::from(day.active_users)).sum();
    Ok(Decimal::from(sum) / Decimal::from(days))
}

/// The override, else seats × share of the tier × ramp, else the P75 of the client's own past; at least 1.
fn expected_dau(scene: &Scene<'_>, known: Known) -> Option<Decimal> {
    let contract = &scene.history.contract;
    if let Some(expected) = contract.expected_dau_override {
        return Some(Decimal::from(expected).max(Decimal::ONE));
    }
    let settings = &scene.settings.usage;
    if let Some(seats) = contract.licensed_user_count {
        let live = scene.history.days_live(known.until)?;
        let ramp =
            (Decimal::from(live) / Decimal::from(settings.ramp_days.max(1))).clamp(settings.ramp_floor, Decimal::ONE);
        let ratio = settings.ratio_of(scene.history.tier_at(known.until));
        return Some((Decimal::from(seats) * ratio * ramp).max(Decimal::ONE));
    }
    own_past(scene, known).map(|expected| expected.max(Decimal::ONE))
}

fn own_past(scene: &Scene<'_>, known: Known) -> Option<Decimal> {
    let before = days_before(known.until, u64::from(scene.settings.usage.window));
    let window = known_part(trailing(before, OWN_DAYS), known.since);
    let working_days = working_days(scene, window);
    if working_days < BASELINE_DAYS {
        return None;
    }
    let mask = scene.settings.usage.day_mask;
    let rows = scene.history.usage.within(window).iter().filter(|day| mask.contains(day.date));
    let mut values: Vec<Decimal> = rows.map(|day| Decimal::from(day.active_users)).collect();
    values.resize(working_days.max(values.len()), Decimal::ZERO);
    values.sort_unstable();
    percentile(&values, Decimal::from(75))
}

fn blend(scene: &Scene<'_>, window: Window, expected_dau: Decimal) -> BlendInputs {
    let (usage, params) = (&scene.history.usage, &scene.config.params);
    let totals = usage.totals(window);
    let depth = (totals.sessions > 0).then(|| {
        (measured(Decimal::from(totals.actions) / Decimal::from(totals.sessions)), params.expected_session_depth)
    });
    BlendInputs {
        wau: Some((
            Decimal::from(usage.distinct_users(window.end, 7)),
            measured(expected_dau * params.expected_wau_per_dau),
        )),
        depth,
        login_days: Some((measured(login_days(scene, window.end)), params.expected_login_days)),
    }
}

/// Active days per user and week over four weeks; nobody active is zero.
fn login_days(scene: &Scene<'_>, until: NaiveDate) -> Decimal {
    let usage = &scene.history.usage;
    let users = usage.distinct_users(until, 30);
    if users == 0 {
        return Decimal::ZERO;
    }
    let days = usage.totals(trailing(until, 7 * LOGIN_WEEKS)).active_users;
    Decimal::from(days) / Decimal::from(users) / Decimal::from(LOGIN_WEEKS)
}

fn as_i64(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
