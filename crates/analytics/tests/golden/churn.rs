use analytics::churn::{Factor, HeuristicInputs, ScoreSums, category, expected_churn, heuristic as run, is_alert};
use analytics::settings::ChurnSettings;
use domain::health::{ChurnCategory, ChurnSource};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde_json::Value;

use crate::format::{integer, join, list, number, percent};

pub fn categories(inputs: &Value) -> String {
    let settings = ChurnSettings::default();
    let one = |score: &Value| {
        let value = integer(score) as i16;
        format!("{value} {}{}", category(value, &settings), if is_alert(value, &settings) { "+ALERT" } else { "" })
    };
    join(list(&inputs["scores"]).iter().map(one), ", ")
}

pub fn portfolio(inputs: &Value) -> String {
    let row = |row: &Value| {
        let whole = number(&row[1]) * Decimal::ONE_HUNDRED;
        let score = i16::try_from(whole.to_i64().expect("a whole percent")).expect("a score");
        let (arr, churn_90_days) = (number(&row[0]), number(&row[1]));
        ScoreSums { score, clients: 1, arr, churn_90_days, expected_arr_loss: arr * churn_90_days }
    };
    let rows: Vec<ScoreSums> = list(&inputs["rows"]).iter().map(row).collect();
    let expected = expected_churn(&rows);
    let share = |ratio: Option<Decimal>| percent(ratio.expect("a share"));
    format!("predicted logo churn {}, ARR-weighted {}", share(expected.share_of_clients), share(expected.share_of_arr))
}

/// The inputs the document names in words, which must give the points it lists.
pub fn heuristic(inputs: &Value) -> String {
    let named = HeuristicInputs {
        dau_change: Some(Decimal::new(-40, 2)),
        champion_inactive: Some(true),
        support_spike: Some(true),
        adoption: Some(Decimal::from(40)),
        nps: Some(Decimal::from(6)),
        days_to_renewal: Some(75),
        ..HeuristicInputs::default()
    };
    let base = inputs["base"].as_f64().expect("a rate");
    let risk = run(&named, base, &ChurnSettings::default());
    let points =
        |factor: Factor| risk.factors.iter().find(|point| point.factor == factor).map_or(0.0, |point| point.points);
    let order = [
        Factor::UsageDecline,
        Factor::ChampionInactive,
        Factor::SupportSpike,
        Factor::AdoptionGap,
        Factor::NpsLow,
        Factor::RenewalDue,
    ];
    let expected: Vec<f64> = list(&inputs["points"]).iter().map(|point| point.as_f64().expect("points")).collect();
    assert_eq!(order.map(points).as_slice(), expected);
    assert_eq!(risk.source, ChurnSource::Heuristic);
    assert_eq!(risk.category, ChurnCategory::High);
    format!(
        "logit {:.4} + {:.1} → p90 {:.4}, p60 {:.4}, p30 {:.4}; score {} {}",
        (base / (1.0 - base)).ln(),
        risk.factors.iter().map(|point| point.points).sum::<f64>(),
        risk.p90,
        risk.p60,
        risk.p30,
        risk.churn_risk_score,
        risk.category
    )
}
