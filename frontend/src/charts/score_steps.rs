//! Clients by churn risk, in steps of ten percent.
use api_types::churn::ChurnScoreStep;
use charming::{datatype::CompositeValue, series::Bar};
use serde_json::{Value, json};

use super::{
    Palette,
    frame::{counts_over, part},
};

/// The option ECharts draws.
pub fn option(steps: &[ChurnScoreStep], palette: Palette) -> Value {
    let names = steps.iter().map(|step| format!("{}–{}", step.from, step.to)).collect();
    let values: Vec<CompositeValue> = steps.iter().map(|step| CompositeValue::from(step.clients)).collect();
    let mut bars = part(&Bar::new().name("Clients").data(values));
    bars["itemStyle"] = json!({ "color": palette.accent, "borderRadius": [2, 2, 0, 0] });
    bars["barCategoryGap"] = json!("16%");
    // Few enough to be written down; nothing where there is nobody.
    bars["label"] = json!({ "show": true, "position": "top", "color": palette.muted, "fontSize": 11 });
    for (step, value) in steps.iter().zip(bars["data"].as_array_mut().into_iter().flatten()) {
        if step.clients == 0 {
            *value = json!({ "value": 0, "label": { "show": false } });
        }
    }
    let mut option = counts_over(names, palette, "{b} %\n{c0} clients", vec![bars]);
    option["grid"]["top"] = json!(20);
    option["xAxis"]["axisLabel"]["formatter"] = json!("{value} %");
    option
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn steps_without_clients_have_no_label() {
        let step = |from, to, clients| ChurnScoreStep { from, to, clients, arr: Decimal::ZERO };
        let option = option(&[step(0, 9, 3), step(10, 19, 0)], Palette::of(false));
        assert_eq!(option["series"][0]["data"][0], json!(3));
        assert_eq!(option["series"][0]["data"][1]["label"]["show"], json!(false));
        assert_eq!(option["xAxis"]["data"], json!(["0–9", "10–19"]));
    }
}
