use std::collections::BTreeMap;

use analytics::day::{Context, evaluate};
use analytics::health::config::ScoreConfig;
use analytics::health::feeds::Feeds;
use analytics::health::history::ClientHistory;
use analytics::settings::MetricSettings;
use domain::health::{HealthStatus, Profile};

use super::*;
use crate::backtest::facts;

/// How many active clients of each band, in one book and in all, on the last day.
fn bands(portfolio: &Portfolio) -> (BTreeMap<HealthStatus, u32>, BTreeMap<HealthStatus, u32>) {
    let as_of = portfolio.parameters.as_of;
    let settings = MetricSettings::default();
    let config = ScoreConfig::default_of(Profile::Six);
    let now = as_of.and_hms_opt(23, 0, 0).expect("a time").and_utc();
    let feeds = Feeds::imported(now, portfolio.parameters.first_day);
    let context = Context { feeds: &feeds, settings: &settings, config: &config, churn_base: None };
    let (mut own, mut all) = (BTreeMap::new(), BTreeMap::new());
    for rows in clients(portfolio) {
        let history = ClientHistory::new(facts(&rows, as_of).expect("a client"));
        let state = evaluate(&history, &context, as_of, &[]);
        let Some(status) = state.health.health_status.filter(|_| state.is_active) else { continue };
        *all.entry(status).or_default() += 1;
        if rows.clients[0].csm_user_id == portfolio.team.csms[0].id {
            *own.entry(status).or_default() += 1;
        }
    }
    (own, all)
}

#[test]
fn the_csm_who_can_sign_in_sees_every_band() {
    let portfolio = portfolio(150, 420, 1);
    let (own, all) = bands(&portfolio);
    for status in [HealthStatus::Healthy, HealthStatus::Monitor, HealthStatus::AtRisk, HealthStatus::Critical] {
        assert!(own.get(&status).is_some_and(|count| *count > 0), "{status} in {own:?}");
    }
    let scored: u32 = all.values().sum();
    let fine =
        all.get(&HealthStatus::Healthy).copied().unwrap_or(0) + all.get(&HealthStatus::Monitor).copied().unwrap_or(0);
    assert!(fine * 2 > scored, "most clients are fine: {all:?}");
}
