use domain::health::ChurnSource;
use rust_decimal::Decimal;

use super::*;
use crate::settings::ChurnSettings;

#[test]
fn auc_counts_ties_half() {
    let p = [0.9, 0.8, 0.7, 0.6, 0.55, 0.4, 0.4, 0.3, 0.2, 0.1];
    let y = [1, 1, 0, 1, 0, 0, 1, 0, 0, 0];
    let pairs: Vec<(f64, bool)> = p.into_iter().zip(y.map(|event| event == 1)).collect();
    assert_eq!(format!("{:.4}", auc(&pairs).expect("both kinds")), "0.8542", "G-X5");
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
