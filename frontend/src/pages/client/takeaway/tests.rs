use api_types::health::DriverInput;
use domain::{
    ClientId,
    health::{HealthTrend, Profile},
};

use super::*;

macro_rules! dec {
    ($number:expr) => {
        stringify!($number).replace(' ', "").parse::<Decimal>().expect("a number")
    };
}

fn health(overall_score: Option<i16>) -> HealthDetails {
    HealthDetails {
        client_id: ClientId(Default::default()),
        overall_score,
        overall_score_null_reason: None,
        health_status: None,
        health_override: None,
        health_trend: HealthTrend::Flat,
        trend_change: None,
        trend_period: "30 days".to_owned(),
        confidence: None,
        confidence_level: None,
        profile: Profile::Six,
        weights_version: None,
        components: Default::default(),
        benchmarks: Default::default(),
        ai_analysis: None,
        ai_analysis_null_reason: None,
        ai_recommended_actions: None,
        ai_recommended_actions_null_reason: None,
        as_of: None,
        computed_at: None,
    }
}

fn row(kind: &str, component: Option<&str>, contribution: Decimal) -> DriverRow {
    DriverRow {
        kind: kind.to_owned(),
        component: component.map(str::to_owned),
        from_score: None,
        to_score: None,
        contribution,
        inputs: Vec::new(),
    }
}

fn drivers(from_score: i16, to_score: i16, rows: Vec<DriverRow>) -> HealthDrivers {
    HealthDrivers {
        client_id: ClientId(Default::default()),
        from: "2026-10-22".parse().expect("a date"),
        to: "2026-11-21".parse().expect("a date"),
        from_score,
        to_score,
        score_change: rows.iter().map(|row| row.contribution).sum(),
        rounding: Decimal::ZERO,
        rows,
    }
}

#[test]
fn the_title_names_the_largest_cause() {
    let usage = row("COMPONENT", Some("usage"), dec!(-10));
    let contact = row("COMPONENT", Some("relationship"), dec!(-4.9));
    let better = row("COMPONENT", Some("contract"), dec!(0.4));
    let fell = drivers(72, 58, vec![contact.clone(), usage, better.clone()]);
    assert_eq!(takeaway(&health(Some(58)), Some(&fell)), "Health fell 14 points in 30 days, most of it usage");
    let spread =
        drivers(60, 51, vec![contact, row("COMPONENT", Some("support"), dec!(-4)), row("WEIGHTS", None, dec!(-2))]);
    assert_eq!(takeaway(&health(Some(51)), Some(&spread)), "Health fell 9 points in 30 days, led by relationship");
    let rose = drivers(60, 63, vec![row("APPEARED", Some("outcome"), dec!(3))]);
    assert_eq!(
        takeaway(&health(Some(63)), Some(&rose)),
        "Health rose 3 points in 30 days, most of it outcomes came in"
    );
    let still = drivers(60, 62, vec![better]);
    assert_eq!(takeaway(&health(Some(62)), Some(&still)), "Health has held at 62 for 30 days");
}

#[test]
fn without_a_score_or_a_past_it_says_so() {
    assert_eq!(takeaway(&health(None), None), "Health cannot be computed yet");
    assert_eq!(takeaway(&health(Some(70)), None), "Health is 70; its history is too short to compare");
}

#[test]
fn a_row_tells_its_largest_input() {
    let input = |label: &str, from, to, unit: &str, contribution| DriverInput {
        key: label.to_lowercase(),
        label: label.to_owned(),
        unit: unit.to_owned(),
        from,
        to,
        contribution,
    };
    let mut usage = row("COMPONENT", Some("usage"), dec!(-3));
    usage.inputs = vec![
        input("Actions per session", Some(dec!(8)), Some(dec!(6)), "", dec!(-1)),
        input("Days since contact", Some(dec!(5)), Some(dec!(45)), "days", dec!(-2)),
    ];
    assert_eq!(row_detail(&usage).as_deref(), Some("Days since contact 5 → 45\u{a0}days"));
    assert_eq!(step(None, Some(dec!(3)), ""), "none → 3");
}
