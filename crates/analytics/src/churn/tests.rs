use domain::health::{ChurnSource, HealthStatus};
use rust_decimal::Decimal;

use super::*;
use crate::settings::ChurnSettings;

#[test]
fn auc_counts_ties_half() {
    let p = [0.9, 0.8, 0.7, 0.6, 0.55, 0.4, 0.4, 0.3, 0.2, 0.1];
    let y = [1, 1, 0, 1, 0, 0, 1, 0, 0, 0];
    let pairs: Vec<(f64, bool)> = p.into_iter().zip(y.map(|event| event == 1)).collect();
    assert_eq!(format!("{:.4}", auc(&pairs).expect("both kinds")), "0.8542", "G-X5");
    assert_eq!(format!("{:.2}", lift(&pairs, 0.1).expect("events")), "2.50", "G-X5");
    assert_eq!(lift(&[(0.5, false)], 0.1), None);
    // Those who tie at the cut share their rate.
    assert_eq!(lift(&[(0.9, true), (0.9, false), (0.1, false), (0.1, false)], 0.25), Some(2.0));
    assert_eq!(auc(&[(0.5, true)]), None);
    assert_eq!(auc(&[(0.5, true), (0.5, false)]), Some(0.5));
}

#[test]
fn only_the_largest_of_a_group_counts() {
    let inputs = HeuristicInputs {
        dau_change: Some(Decimal::new(-60, 2)),
        days_since_login: Some(45),
        days_past_due: Some(31),
        ..HeuristicInputs::default()
    };
    let factors: Vec<(Factor, f64)> = points(&inputs).into_iter().map(|point| (point.factor, point.points)).collect();
    assert_eq!(factors, [(Factor::UsageDecline, 1.1), (Factor::PastDue, 1.0), (Factor::NoLogin, 0.9)]);
}

#[test]
fn nothing_known_is_the_base_rate_without_confidence() {
    let risk = heuristic(&HeuristicInputs::default(), DEFAULT_BASE_RATE, &ChurnSettings::default());
    assert!((risk.p90 - 0.08).abs() < 1e-12);
    assert_eq!(risk.confidence, Decimal::ZERO);
    assert_eq!(risk.churn_risk_score, 8);
}

#[test]
fn base_rates_are_clamped() {
    assert!((base_rate(&[]) - 0.08).abs() < 1e-12);
    assert!((base_rate(&[(100, 5), (100, 15)]) - 0.10).abs() < 1e-12);
    assert!((base_rate(&[(100, 0)]) - 0.02).abs() < 1e-12);
    assert!((base_rate(&[(10, 9)]) - 0.30).abs() < 1e-12);
}

#[test]
fn a_notice_is_certain_within_its_horizon() {
    let settings = ChurnSettings::default();
    let risk = heuristic(&HeuristicInputs::default(), DEFAULT_BASE_RATE, &settings);
    let noticed = with_notice(risk.clone(), 45, &settings);
    assert_eq!((noticed.p30, noticed.p60, noticed.p90), (risk.p30, 1.0, 1.0));
    assert_eq!((noticed.source, noticed.churn_risk_score), (ChurnSource::Notice, 100));
    assert_eq!(noticed.p_model, Some(risk.p90));
}

#[test]
fn details_read_like_the_documents() {
    let down = FactorPoint::new(Factor::UsageDecline, 0.7, Decimal::new(-40, 2));
    assert_eq!((down.detail().as_str(), down.impact.as_str()), ("DAU down 40%", "high"));
    let json = serde_json::to_value(&down).expect("json");
    assert_eq!(json["factor"], "usage_decline");
    assert_eq!(json["impact"], "high");
}

fn point(factor: Factor, points: f64, value: i64) -> FactorPoint {
    FactorPoint::new(factor, points, Decimal::from(value))
}

#[test]
fn shares_are_of_what_raises_the_risk() {
    let points = [point(Factor::PastDue, 1.0, 40), point(Factor::NoContact, 0.3, 70), point(Factor::NpsHigh, -0.4, 9)];
    assert_eq!(raising_shares(&points), [Some(77), Some(23), None]);
    assert_eq!(raising_shares(&points[2..]), [None]);
    assert_eq!(raising_shares(&[]), []);
}

#[test]
fn each_factor_has_the_action_of_the_dictionary() {
    let cases = [
        (point(Factor::UsageDecline, 0.7, 0), Some("Schedule call with primary contact")),
        (point(Factor::NoLogin, 0.5, 20), Some("Schedule call with primary contact")),
        (point(Factor::ChampionInactive, 0.6, 20), Some("Schedule call with primary contact")),
        (point(Factor::AdoptionGap, 0.3, 40), Some("Offer training on underutilized features")),
        (point(Factor::NpsLow, 0.5, 6), Some("Request NPS follow-up interview")),
        (point(Factor::NpsLow, 0.1, 7), None),
        (point(Factor::PastDue, 0.4, 12), Some("Contact billing owner")),
        (point(Factor::RenewalDue, 0.3, 60), Some("Start renewal plan")),
        (point(Factor::RenewalOverdue, 0.6, -3), Some("Start renewal plan")),
        (point(Factor::ShortTenure, 0.2, 90), None),
        (point(Factor::UsageGrowth, -0.3, 1), None),
    ];
    for (point, expected) in cases {
        let factor = point.factor;
        let found = recommended_actions(60, &[point], None, &ChurnSettings::default());
        assert_eq!(found.first().map(|found| found.action.sentence()), expected, "{factor:?}");
        assert!(found.iter().all(|found| found.because == [factor]), "{factor:?}");
    }
}

#[test]
fn an_action_is_named_once_and_escalation_comes_first() {
    let settings = ChurnSettings::default();
    let factors =
        [point(Factor::PastDue, 1.0, 40), point(Factor::NoLogin, 0.9, 40), point(Factor::UsageDecline, 0.7, 0)];
    let of = |score, status| -> Vec<&str> {
        recommended_actions(score, &factors, status, &settings).iter().map(|found| found.action.as_str()).collect()
    };
    assert_eq!(of(80, Some(HealthStatus::AtRisk)), ["contact_billing_owner", "call_primary_contact"]);
    assert_eq!(of(81, None)[0], "escalate");
    assert_eq!(of(10, Some(HealthStatus::Critical))[0], "escalate");
    let call = recommended_actions(80, &factors, None, &settings).remove(1);
    assert_eq!(call.because, [Factor::NoLogin, Factor::UsageDecline]);
    assert!(recommended_actions(80, &[], None, &settings).is_empty());
}
