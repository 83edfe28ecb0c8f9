use std::collections::BTreeMap;

use chrono::Days;
use domain::client::{ContactRole, ContractTier};
use domain::import::FeedMode;
use domain::revenue::{ForecastCategory, OpportunityOutcome, OpportunityType};
use domain::work::{ActivityType, SurveyKind};

use super::*;
use crate::health::facts::{
    ClientFacts, ContactFacts, DatedTier, FeatureFacts, InvoiceFacts, OpportunityFacts, SurveyFacts, TouchpointFacts,
    UsageDay,
};
use crate::health::feeds::FeedFacts;

/// A Wednesday.
fn today() -> NaiveDate {
    "2026-06-10".parse().expect("a date")
}

fn ago(days: u64) -> NaiveDate {
    today() - Days::new(days)
}

fn facts() -> ClientFacts {
    let mut facts = ClientFacts::default();
    facts.contract.contract_start_date = Some(ago(700));
    facts.contract.tier_history =
        vec![DatedTier { valid_from: ago(700), tier: ContractTier::Professional, segment: None }];
    facts
}

fn usage(days: impl IntoIterator<Item = u64>, active_users: i32) -> Vec<UsageDay> {
    let row = |days| UsageDay {
        date: ago(days),
        active_users,
        weekly_active_users: 0,
        monthly_active_users: 0,
        sessions: 0,
        logins: 0,
        actions: 0,
    };
    days.into_iter().map(row).collect()
}

fn connected(days: u64) -> Feeds {
    Feeds::imported(now(), ago(days))
}

fn now() -> DateTime<Utc> {
    today().and_hms_opt(12, 0, 0).expect("noon").and_utc()
}

fn on(facts: ClientFacts, feeds: &Feeds, component: Component, as_of: NaiveDate) -> Measurement {
    let profile = Profile::ALL
        .iter()
        .copied()
        .find(|profile| Component::of(*profile).iter().any(|(one, _)| *one == component))
        .expect("a profile");
    let (settings, config) = (MetricSettings::default(), ScoreConfig::default_of(profile));
    measure(&ClientHistory::new(facts), feeds, &settings, &config, as_of).remove(&component).expect("measured")
}

fn measured(facts: ClientFacts, component: Component) -> Measurement {
    on(facts, &connected(700), component, today())
}

fn input(measurement: &Measurement, key: &str) -> Option<String> {
    measurement.inputs.get(key).map(|value| value.normalize().to_string())
}

fn reason(measurement: &Measurement) -> (ComponentState, Option<NullReason>) {
    assert_eq!(measurement.score, None);
    (measurement.state, measurement.null_reason)
}

#[test]
fn a_working_day_without_a_row_is_zero() {
    let mut client = facts();
    client.contract.licensed_user_count = Some(50);
    // Fridays to Sundays: only the four Fridays of the thirty days count, of 22 working days.
    client.usage =
        usage((0..30).filter(|days| (ago(*days).format("%u").to_string().parse::<u8>()).is_ok_and(|d| d >= 5)), 11);
    let found = measured(client, Component::Usage);
    assert_eq!(input(&found, "mean_dau").as_deref(), Some("2"));
    assert_eq!(input(&found, "expected_dau").as_deref(), Some("20"));
    assert_eq!(found.score, Some(Decimal::TEN));
}

#[test]
fn days_before_go_live_or_before_the_source_are_unknown() {
    let mut client = facts();
    client.contract.licensed_user_count = Some(50);
    client.usage = usage(0..10, 5);
    client.contract.go_live_date = Some(ago(9));
    let found = measured(client.clone(), Component::Usage);
    assert_eq!(
        (input(&found, "mean_dau").as_deref(), input(&found, "expected_dau").as_deref()),
        (Some("5"), Some("5"))
    );
    client.contract.go_live_date = None;
    let found = on(client.clone(), &connected(9), Component::Usage, today());
    assert_eq!(
        (input(&found, "mean_dau").as_deref(), input(&found, "expected_dau").as_deref()),
        (Some("5"), Some("20"))
    );
    let before = on(client, &connected(9), Component::Usage, ago(10));
    assert_eq!(reason(&before), (ComponentState::NoData, Some(NullReason::NoData)));
}

#[test]
fn history_delivered_with_the_connection_speaks_for_its_days() {
    let mut client = facts();
    client.contract.licensed_user_count = Some(50);
    client.usage = usage(100..200, 20);
    let found = on(client, &connected(1), Component::Usage, ago(100));
    assert_eq!(found.score, Some(Decimal::ONE_HUNDRED));
}

#[test]
fn without_seats_the_own_past_is_expected() {
    let mut client = facts();
    client.usage = usage(0..30, 6).into_iter().chain(usage(30..120, 8)).collect();
    let found = measured(client.clone(), Component::Usage);
    assert_eq!(found.score, Some(Decimal::from(75)));
    client.contract.go_live_date = Some(ago(40));
    let young = measured(client, Component::Usage);
    assert_eq!(reason(&young), (ComponentState::NoData, Some(NullReason::InsufficientData)));
}

#[test]
fn the_ramp_is_kept_to_its_floor() {
    let mut client = facts();
    client.contract.licensed_user_count = Some(100);
    client.usage = usage(0..120, 5);
    let expected = |live: u64, as_of: NaiveDate| {
        let mut client = client.clone();
        client.contract.go_live_date = Some(as_of - Days::new(live));
        input(&on(client, &connected(700), Component::Usage, as_of), "expected_dau")
    };
    assert_eq!(expected(0, today()).as_deref(), Some("10"));
    assert_eq!(expected(45, today()).as_deref(), Some("20"));
    assert_eq!(expected(91, today()).as_deref(), Some("40"));
}

#[test]
fn before_go_live_usage_does_not_apply() {
    let mut client = facts();
    client.contract.licensed_user_count = Some(50);
    client.contract.go_live_date = Some(today() + Days::new(1));
    assert_eq!(reason(&measured(client, Component::Usage)), (ComponentState::NoData, Some(NullReason::NotApplicable)));
}

#[test]
fn negative_counts_are_an_error() {
    let mut client = facts();
    client.contract.licensed_user_count = Some(50);
    client.usage = usage(0..5, -1);
    assert_eq!(reason(&measured(client, Component::Usage)), (ComponentState::Error, Some(NullReason::Error)));
}

#[test]
fn a_silent_source_stops_what_it_feeds_and_nothing_else() {
    let facts_of = |last: &str| FeedFacts {
        mode: FeedMode::Continuous,
        connected_on: ago(700),
        covers_until: None,
        last_success_at: Some(last.parse().expect("an instant")),
    };
    let feeds: BTreeMap<DataFeed, FeedFacts> =
        [(DataFeed::Support, facts_of("2026-06-01T00:00:00Z")), (DataFeed::Billing, facts_of("2026-06-09T00:00:00Z"))]
            .into();
    let feeds = Feeds { now: now(), feeds };
    let state = |component| on(facts(), &feeds, component, today()).state;
    assert_eq!(state(Component::Support), ComponentState::Stale);
    assert_eq!(state(Component::Contract), ComponentState::Ok);
    assert_eq!(state(Component::Relationship), ComponentState::Ok);
    assert_eq!(state(Component::Usage), ComponentState::NoData);
}

#[test]
fn an_invoice_paid_later_was_unpaid_then() {
    let mut client = facts();
    client.invoices =
        vec![InvoiceFacts { issued_on: ago(60), due_on: ago(40), paid_on: Some(ago(10)), is_void: false }];
    let due = |as_of| input(&on(client.clone(), &connected(700), Component::Contract, as_of), "days_past_due");
    assert_eq!(due(ago(11)).as_deref(), Some("29"));
    assert_eq!(due(ago(10)).as_deref(), Some("0"));
    assert_eq!(due(ago(40)).as_deref(), Some("0"), "due today is not past due");
}

#[test]
fn each_contact_counts_once_with_the_latest_answer_of_a_year() {
    let mut client = facts();
    let answer = |who: &str, score: i64, days| SurveyFacts {
        respondent: who.to_owned(),
        kind: SurveyKind::Nps,
        score: score.into(),
        max_score: Decimal::TEN,
        responded_on: ago(days),
    };
    client.surveys = vec![answer("a", 2, 100), answer("a", 8, 50), answer("b", 10, 364), answer("c", 0, 365)];
    assert_eq!(input(&measured(client, Component::Contract), "nps").as_deref(), Some("9"));
}

#[test]
fn the_forecast_of_hindsight_is_not_used() {
    let mut client = facts();
    client.opportunities = vec![OpportunityFacts {
        kind: OpportunityType::Renewal,
        opened_on: ago(100),
        due_on: Some(ago(20)),
        forecast_category: ForecastCategory::ClosedLost,
        is_at_risk: false,
        closed_on: Some(ago(30)),
        outcome: Some(OpportunityOutcome::Lost),
        notice_given_on: None,
    }];
    let renewal = |as_of| input(&on(client.clone(), &connected(700), Component::Contract, as_of), "renewal");
    assert_eq!(renewal(ago(31)).as_deref(), Some("50"), "open: in the pipeline as far as anyone knew");
    assert_eq!(renewal(ago(30)).as_deref(), Some("0"));
    assert_eq!(renewal(ago(101)), None, "no renewal and no date");
    client.opportunities[0].notice_given_on = Some(ago(60));
    let noticed = on(client, &connected(700), Component::Contract, ago(60));
    assert_eq!(input(&noticed, "renewal").as_deref(), Some("0"));
}

#[test]
fn an_email_is_a_contact_only_with_an_outcome() {
    let touch = |days, activity_type, has_outcome| TouchpointFacts {
        occurred_on: ago(days),
        activity_type,
        has_outcome,
        contacts: Vec::new(),
    };
    let mut client = facts();
    client.touchpoints = vec![
        touch(1, ActivityType::InternalDiscussion, true),
        touch(3, ActivityType::Email, false),
        touch(9, ActivityType::Email, true),
        touch(20, ActivityType::Call, false),
    ];
    let days = |client: ClientFacts| input(&measured(client, Component::Relationship), "days_since_contact");
    assert_eq!(days(client.clone()).as_deref(), Some("9"));
    client.touchpoints.clear();
    assert_eq!(days(client).as_deref(), Some("700"), "never: since the contract began");
}

#[test]
fn a_role_is_covered_by_a_present_and_engaged_contact() {
    let id = |n: u8| domain::ContactId(format!("0190a000-0000-7000-8000-00000000000{n}").parse().expect("an id"));
    let contact = |n, role, logins: &[u64], left: Option<u64>| ContactFacts {
        id: id(n),
        role,
        is_key: false,
        created_on: None,
        left_on: left.map(ago),
        logins: logins.iter().map(|days| ago(*days)).collect(),
        last_login_on: None,
        logins_known_from: None,
    };
    let mut client = facts();
    client.contacts = vec![
        contact(1, ContactRole::Champion, &[89], None),
        contact(2, ContactRole::Admin, &[90], None),
        contact(3, ContactRole::ExecutiveSponsor, &[5], Some(1)),
    ];
    let covered = |client: &ClientFacts| input(&measured(client.clone(), Component::Relationship), "covered_roles");
    assert_eq!(covered(&client).as_deref(), Some("1"));
    client.touchpoints = vec![TouchpointFacts {
        occurred_on: ago(30),
        activity_type: ActivityType::Meeting,
        has_outcome: false,
        contacts: vec![id(2), id(3)],
    }];
    assert_eq!(covered(&client).as_deref(), Some("2"), "the sponsor has left");
}

#[test]
fn nothing_licensed_is_not_applicable_and_nothing_connected_no_data() {
    let mut client = facts();
    let none = measured(client.clone(), Component::Adoption);
    assert_eq!(reason(&none), (ComponentState::NoData, Some(NullReason::NotApplicable)));
    client.features = vec![FeatureFacts {
        feature_key: "cases".to_owned(),
        is_licensed: true,
        licensed_on: None,
        is_configured: true,
        configured_on: None,
        expected_usage: None,
        window_days: 30,
        uses: Vec::new(),
    }];
    assert_eq!(measured(client.clone(), Component::Adoption).score, Some(Decimal::ZERO), "a real zero");
    let unconnected = on(client, &Feeds::none(now()), Component::Adoption, today());
    assert_eq!(reason(&unconnected), (ComponentState::NoData, Some(NullReason::NoData)));
}

#[test]
fn support_without_tickets_is_full_marks_where_a_helpdesk_is_connected() {
    assert_eq!(measured(facts(), Component::Support).score, Some(Decimal::ONE_HUNDRED));
    let unconnected = on(facts(), &Feeds::none(now()), Component::Support, today());
    assert_eq!(reason(&unconnected), (ComponentState::NoData, Some(NullReason::NoData)));
}

#[test]
fn other_profiles_measure_their_own_components() {
    let mut client = facts();
    client.usage = usage(0..30, 4);
    assert_eq!(measured(client.clone(), Component::UsageConsistency).score, Some(Decimal::ONE_HUNDRED));
    assert_eq!(measured(client.clone(), Component::Payment).score, Some(Decimal::ONE_HUNDRED));
    // Four users on each of 28 days: seven days a week, of three expected.
    assert_eq!(measured(client.clone(), Component::ProductUsage).score, Some(Decimal::ONE_HUNDRED));
    assert_eq!(reason(&measured(client, Component::Engagement)), (ComponentState::NoData, Some(NullReason::NoData)));
}
