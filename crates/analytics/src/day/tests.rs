use chrono::{Days, NaiveDate};
use domain::NullReason;
use domain::client::ContractTier;
use domain::health::{AtRiskReason, ChurnCategory, ChurnSource, ComponentState, HealthTrend, Profile};
use domain::import::{DataFeed, FeedMode};
use domain::revenue::{ForecastCategory, OpportunityType, RenewalStatus};
use rust_decimal::Decimal;

use super::*;
use crate::currency::Conversion;
use crate::health::components::Component;
use crate::health::config::ScoreConfig;
use crate::health::facts::{ArrFacts, ClientFacts, DatedTier, InvoiceFacts, OpportunityFacts, UsageDay};
use crate::health::feeds::Feeds;
use crate::health::history::ClientHistory;
use crate::settings::MetricSettings;

fn today() -> NaiveDate {
    "2026-06-10".parse().expect("a date")
}

fn ago(days: u64) -> NaiveDate {
    today() - Days::new(days)
}

/// Fifty seats, twenty users a day until they fell to eight a month ago.
fn facts() -> ClientFacts {
    let mut facts = ClientFacts::default();
    facts.contract.contract_start_date = Some(ago(400));
    facts.contract.licensed_user_count = Some(50);
    facts.contract.next_renewal_date = Some(today() + Days::new(75));
    facts.contract.tier_history =
        vec![DatedTier { valid_from: ago(400), tier: ContractTier::Enterprise, segment: Some("Regulated".to_owned()) }];
    facts.arr = vec![ArrFacts { valid_from: ago(400), native: Decimal::from(120_000), conversion: Conversion::None }];
    facts.usage = (0..200)
        .map(|days| UsageDay {
            date: ago(days),
            active_users: if days < 7 { 8 } else { 20 },
            weekly_active_users: 25,
            monthly_active_users: 30,
            sessions: 40,
            logins: 30,
            actions: 200,
        })
        .collect();
    facts
}

struct Scene {
    feeds: Feeds,
    settings: MetricSettings,
    config: ScoreConfig,
}

impl Scene {
    fn new() -> Self {
        let now = today().and_hms_opt(12, 0, 0).expect("noon").and_utc();
        let feeds = Feeds::imported(now, ago(400));
        Self { feeds, settings: MetricSettings::default(), config: ScoreConfig::default_of(Profile::Six) }
    }

    fn context(&self) -> Context<'_> {
        Context { feeds: &self.feeds, settings: &self.settings, config: &self.config, churn_base: Some(0.08) }
    }

    fn range(&self, facts: ClientFacts, from: NaiveDate, to: NaiveDate) -> Vec<DayState> {
        evaluate_range(&ClientHistory::new(facts), |_| self.context(), from, to, &[])
    }

    fn last(&self, facts: ClientFacts) -> DayState {
        self.range(facts, ago(40), today()).pop().expect("a day")
    }
}

#[test]
fn one_day_holds_everything_the_row_of_a_client_shows() {
    let state = Scene::new().last(facts());
    assert!(state.is_active);
    assert_eq!((state.tier, state.segment.as_deref()), (ContractTier::Enterprise, Some("Regulated")));
    assert_eq!(state.arr, Some(Decimal::from(120_000)));
    assert_eq!(state.renewal.renewal_status, RenewalStatus::DueSoon);
    assert_eq!(state.renewal.days_to_renewal, Some(75));
    assert_eq!((state.inactivity.days, state.inactivity.is_inactive), (Some(0), false));
    assert_eq!(state.trend.health_trend, HealthTrend::Down);
    let churn = state.churn.expect("an active client has a risk");
    assert_eq!((churn.source, churn.category), (ChurnSource::Heuristic, ChurnCategory::Medium));
    let factors: Vec<&str> = churn.factors.iter().map(|point| point.factor.as_str()).collect();
    assert_eq!(factors, ["usage_decline", "no_contact", "renewal_due"]);
    assert_eq!(churn.factors[0].detail(), "DAU down 60%");
}

#[test]
fn a_client_that_left_has_no_score_no_risk_and_no_arr() {
    let mut client = facts();
    client.contract.churned_at = Some(today());
    let states = Scene::new().range(client, ago(1), today());
    assert!(states[0].health.score.is_some() && states[0].is_active);
    let gone = &states[1];
    assert!(!gone.is_active);
    assert_eq!((gone.health.score, gone.health.null_reason), (None, Some(NullReason::NotApplicable)));
    assert_eq!((gone.churn.is_none(), gone.churn_null_reason), (true, Some(NullReason::NotApplicable)));
    assert_eq!(gone.arr, Some(Decimal::ZERO));
    assert_eq!(gone.renewal.renewal_due_date, None);
    assert!(gone.at_risk_reasons.is_empty());
}

#[test]
fn reasons_add_up() {
    let mut client = facts();
    client.usage.clear();
    client.contract.next_renewal_date = Some(ago(5));
    client.invoices = vec![InvoiceFacts { issued_on: ago(60), due_on: ago(45), paid_on: None, is_void: false }];
    let state = Scene::new().last(client);
    assert_eq!(state.inactivity.days, Some(400), "nothing ever seen: since the contract began");
    assert_eq!(
        state.at_risk_reasons,
        [AtRiskReason::HealthLow, AtRiskReason::ChurnHigh, AtRiskReason::RenewalOverdue, AtRiskReason::Inactive90]
    );
}

#[test]
fn notice_makes_leaving_certain() {
    let mut client = facts();
    client.opportunities = vec![OpportunityFacts {
        kind: OpportunityType::Renewal,
        opened_on: ago(60),
        due_on: Some(today() + Days::new(45)),
        forecast_category: ForecastCategory::Omitted,
        is_at_risk: false,
        closed_on: None,
        outcome: None,
        notice_given_on: Some(ago(2)),
    }];
    let churn = Scene::new().last(client).churn.expect("an active client has a risk");
    assert_eq!((churn.source, churn.churn_risk_score), (ChurnSource::Notice, 100));
    assert!(churn.p30 < 1.0 && churn.p60 == 1.0);
}

#[test]
fn a_source_that_falls_silent_is_carried_and_then_dropped() {
    let mut scene = Scene::new();
    let silent_since = ago(20);
    if let Some(usage) = scene.feeds.feeds.get_mut(&DataFeed::Usage) {
        usage.mode = FeedMode::Continuous;
        usage.last_success_at = Some(silent_since.and_hms_opt(0, 0, 0).expect("midnight").and_utc());
    }
    let states = scene.range(facts(), ago(40), today());
    let usage = |state: &DayState| {
        let result = &state.health.components[&Component::Usage];
        (result.state, result.carried_from)
    };
    let on = |date: NaiveDate| states.iter().find(|state| state.date == date).expect("a day");
    assert_eq!(usage(on(ago(19))), (ComponentState::Ok, None), "48 hours are not over");
    let last_good = Some(ago(19));
    assert_eq!(usage(on(ago(18))), (ComponentState::Stale, last_good));
    assert_eq!(usage(on(ago(5))), (ComponentState::Stale, last_good));
    assert_eq!(usage(on(ago(4))), (ComponentState::NoData, None), "fifteen days old");
    assert!(on(ago(18)).health.confidence < on(ago(19)).health.confidence);
    assert_eq!(on(ago(18)).health.score, on(ago(19)).health.score);
}

#[test]
fn without_any_source_a_client_is_not_called_inactive() {
    let mut scene = Scene::new();
    scene.feeds.feeds.clear();
    let mut client = facts();
    client.usage.clear();
    let state = scene.last(client);
    assert_eq!((state.inactivity.days, state.inactivity.is_inactive), (None, false));
    assert_eq!(state.health.null_reason, Some(NullReason::InsufficientData));
    assert_eq!(state.trend.null_reason, Some(NullReason::InsufficientData));
    assert_eq!(state.snapshot, None);
}
