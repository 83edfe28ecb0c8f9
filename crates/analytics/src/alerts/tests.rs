use domain::alert::{AlertSeverity, AlertType};
use domain::client::{ContactRole, EngagementStatus};
use domain::health::HealthStatus;
use rust_decimal::Decimal;

use super::*;

/// A client of whom nothing is wrong.
fn quiet() -> AlertFacts {
    let now: chrono::DateTime<chrono::Utc> = "2026-06-10T12:00:00Z".parse().expect("an instant");
    let day = |text: &str| text.parse().expect("a date");
    AlertFacts {
        as_of: now.date_naive(),
        now,
        spoken: SpokenUntil::all(now),
        is_active: true,
        arr: Some(Decimal::from(120_000)),
        currency: "USD".to_owned(),
        large_account_arr: Decimal::from(100_000),
        contract_start_date: day("2025-05-01"),
        go_live_date: Some(day("2025-05-01")),
        licensed_user_count: Some(50),
        health: Some(HealthFacts {
            score: 82,
            status: HealthStatus::Healthy,
            critical_below: 40,
            was_not_critical: true,
            change_7_days: Some(Decimal::ZERO),
        }),
        churn_risk_score: Some(12),
        renewal: Some(RenewalFacts { due_on: day("2026-12-31"), notice_given: false }),
        days_past_due: 0,
        usage: Some(UsageFacts {
            baseline: Some((Decimal::TEN, Decimal::TEN)),
            monthly_active_users: Some(35),
            most_monthly_active_users: Some(36),
            last_login_on: Some(day("2026-06-09")),
        }),
        support: Some(SupportFacts { last_7_days: 1, prior_12_weeks: 12 }),
        tickets: vec![],
        contacts: vec![ContactFacts {
            id: "c1".to_owned(),
            name: "Ada Byron".to_owned(),
            role: ContactRole::Champion,
            engagement: EngagementStatus::Active,
            last_login_on: Some(day("2026-06-08")),
            known_from: None,
            left_on: None,
        }],
        features: Some(vec![]),
        detractors: vec![],
        bills: vec![],
        follow_ups: vec![],
        activities_are_recorded: true,
        last_contact_on: Some(day("2026-06-01")),
        expansions: vec![],
        churn: None,
    }
}

fn raised(facts: &AlertFacts) -> Vec<(AlertType, Raised)> {
    let evaluations = assess(facts, &AlertSettings::default()).evaluations.into_iter();
    let holding = evaluations.filter_map(|evaluation| match evaluation.condition {
        Condition::Holds(raised) => Some((evaluation.alert_type, *raised)),
        _ => None,
    });
    holding.collect()
}

fn types(facts: &AlertFacts) -> Vec<AlertType> {
    raised(facts).into_iter().map(|(alert_type, _)| alert_type).collect()
}

#[test]
fn a_quiet_client_raises_nothing() {
    assert_eq!(raised(&quiet()), []);
}

#[test]
fn silence_of_a_source_is_not_silence_of_the_client() {
    let facts = AlertFacts { usage: None, support: None, health: None, ..quiet() };
    let assessment = assess(&facts, &AlertSettings::default());
    for alert_type in [AlertType::NoLogin, AlertType::UsageDecline, AlertType::SupportSpike, AlertType::HealthDrop] {
        assert_eq!(*assessment.condition(alert_type, "anything"), Condition::Unknown, "{alert_type}");
    }
    assert_eq!(*assessment.condition(AlertType::PaymentIssue, "PAYMENT_ISSUE|gone"), Condition::Over);
}

#[test]
fn texts_carry_the_figures() {
    let mut facts = quiet();
    if let Some(usage) = &mut facts.usage {
        usage.baseline = Some((Decimal::from(12), Decimal::from(20)));
    }
    facts.bills = vec![Bill {
        id: "i1".to_owned(),
        kind: BillKind::Invoice,
        amount: Decimal::new(1_250_000, 2),
        currency: "EUR".to_owned(),
        due_on: Some("2026-05-01".parse().expect("a date")),
        failed_on: None,
    }];
    let found = raised(&facts);
    assert_eq!(found[0].1.description, "12 users a day in the last week, 20 in the thirty days before: -40%.");
    assert_eq!(found[1].1.title, "An invoice is 40 days past due");
    assert_eq!(found[1].1.description, "EUR 12,500 did not come: it is 40 days past due.");
    assert_eq!((found[0].1.severity, found[1].1.severity), (AlertSeverity::Medium, AlertSeverity::High));
}

#[test]
fn a_champion_who_left_matters_until_there_is_another() {
    let mut facts = quiet();
    facts.contacts[0].left_on = Some("2026-06-01".parse().expect("a date"));
    assert_eq!(types(&facts), [AlertType::ChampionRisk]);
    let successor = ContactFacts { id: "c2".to_owned(), left_on: None, ..facts.contacts[0].clone() };
    facts.contacts.push(successor);
    assert_eq!(types(&facts), []);
}

#[test]
fn a_client_that_left_is_over_for_all_other_rules() {
    let gone = ChurnFacts {
        churned_on: "2026-06-09".parse().expect("a date"),
        notice_given: false,
        was_at_risk: false,
        highest_churn_risk_score: Some(18),
    };
    let facts = AlertFacts { is_active: false, churn: Some(gone), last_contact_on: None, ..quiet() };
    assert_eq!(types(&facts), [AlertType::UnexpectedChurn]);
}

#[test]
fn a_client_s_own_setting_outranks_everyone_s() {
    let one = |alert_type, is_enabled, threshold| {
        AlertSettings([(alert_type, RuleSetting { is_enabled, threshold, channels: None })].into())
    };
    let everyone = one(AlertType::HealthDrop, Some(false), Some(15));
    let both = everyone.with(&one(AlertType::HealthDrop, Some(true), None));
    assert!(both.is_enabled(AlertType::HealthDrop));
    assert_eq!(both.threshold(AlertType::HealthDrop), 15);
    assert_eq!(both.threshold(AlertType::NoContact), 60);
}

#[test]
fn thresholds_have_limits() {
    let set = |alert_type, threshold| {
        AlertSettings([(alert_type, RuleSetting { threshold: Some(threshold), ..RuleSetting::default() })].into())
            .validate()
    };
    assert_eq!(set(AlertType::HealthDrop, 10), []);
    assert_eq!(set(AlertType::HealthDrop, 1)[0].message, "from 2 to 50 points");
    assert_eq!(set(AlertType::RenewalOverdue, 5)[0].message, "this rule has no threshold");
}

#[test]
fn settings_survive_json() {
    let text = r#"{"HEALTH_DROP":{"threshold":15},"NO_CONTACT":{"is_enabled":false}}"#;
    let settings: AlertSettings = serde_json::from_str(text).expect("settings");
    assert_eq!(serde_json::to_string(&settings).expect("json"), text);
}

#[test]
fn an_expansion_is_major_from_25_000_a_year() {
    let won = |id: &str, arr: i64| ExpansionFacts {
        id: id.to_owned(),
        name: Some("More seats".to_owned()),
        arr: Decimal::from(arr),
        won_on: "2026-06-01".parse().expect("a date"),
    };
    let facts = AlertFacts { expansions: vec![won("o1", 24_999), won("o2", 25_000)], ..quiet() };
    let found = raised(&facts);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, AlertType::MajorExpansion);
    assert!(found[0].1.is_executive);
    assert_eq!(found[0].1.title, "An expansion of USD 25,000 was won");
    assert_eq!(found[0].1.description, "“More seats”, won on Jun 1, 2026, adds USD 25,000 a year.");
}
