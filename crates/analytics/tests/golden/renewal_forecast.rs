use analytics::renewal::{
    RenewalForecast, RenewalOutcomes, StageFacts, forecast_category, goal_progress, renewal_stage,
};
use domain::revenue::OpportunityOutcome;
use serde_json::Value;

use crate::format::{integer, join, list, number, percent, places, short, text};

/// The open one is first within the days of grace, then beyond them.
pub fn rates(inputs: &Value) -> String {
    let open = integer(&inputs["open_"]);
    let decided =
        RenewalOutcomes { won: integer(&inputs["won"]), lost: integer(&inputs["lost"]), ..RenewalOutcomes::default() };
    let shown = |outcomes: RenewalOutcomes| {
        let mark = if outcomes.is_provisional() { " provisional" } else { "" };
        format!("{}{mark}", percent(outcomes.rate().expect("some are decided")))
    };
    let in_grace = shown(RenewalOutcomes { open, ..decided });
    format!("in grace {in_grace}; after grace {}", shown(RenewalOutcomes { beyond_grace: open, ..decided }))
}

pub fn revenue_rates(inputs: &Value) -> String {
    let mut outcomes = RenewalOutcomes::default();
    for row in list(&inputs["rows"]) {
        outcomes.add_decided(number(&row[0]), number(&row[1]));
    }
    let (gross, net) = (outcomes.gross_rate().expect("a rate"), outcomes.net_rate().expect("a rate"));
    format!("gross {}, net {}", percent(gross), percent(net))
}

pub fn pipeline(inputs: &Value) -> String {
    let amount = |row: &Value| (text(&row[0]).parse().expect("a category"), number(&row[1]));
    let forecast = RenewalForecast::of(list(&inputs["rows"]).iter().map(amount));
    let points = forecast.against(number(&inputs["target"])).expect("a rate") * rust_decimal::Decimal::ONE_HUNDRED;
    format!(
        "weighted {} of {} = {}, {} pp vs target",
        short(forecast.weighted, 0),
        short(forecast.due, 0),
        percent(forecast.rate().expect("a rate")),
        places(points, 1)
    )
}

pub fn stages(inputs: &Value) -> String {
    let one = |row: &Value| {
        let outcome = match text(&row[3]) {
            "won" => Some(OpportunityOutcome::Won),
            "lost" => Some(OpportunityOutcome::Lost),
            _ => None,
        };
        let facts = StageFacts {
            outcome,
            notice_given: row[4].as_bool().expect("a flag"),
            health_score: Some(integer(&row[0]) as i16),
            churn_risk_score: Some(integer(&row[1]) as i16),
            days_past_due: integer(&row[2]),
            is_overdue: false,
        };
        let stage = renewal_stage(&facts);
        format!("{stage}/{}", forecast_category(stage, &facts))
    };
    join(list(&inputs["rows"]).iter().map(one), ", ")
}

pub fn goals(inputs: &Value) -> String {
    let pair = |key: &str| (number(&inputs[key][0]), number(&inputs[key][1]));
    let progress = goal_progress(pair("churn"), pair("upsell"));
    let (churn, upsell) = (progress.churn.expect("a baseline"), progress.expansion.expect("a baseline"));
    format!("churn {}, upsell {}", percent(churn), percent(upsell))
}
