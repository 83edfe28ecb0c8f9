//! ARR up for renewal by month: what is at risk of it, and the rest.
use api_types::renewals::RenewalMonth;
use charming::{datatype::CompositeValue, series::Bar};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde_json::{Value, json};

use super::{
    Palette,
    frame::{over, part},
};
use crate::format;

/// The option ECharts draws, in thousands.
pub fn option(months: &[RenewalMonth], currency: &str, palette: Palette) -> Value {
    let names = months.iter().map(|month| format::short_month(month.month)).collect();
    let thousands = |amount: Decimal| (amount / Decimal::ONE_THOUSAND).round_dp(1).to_f64().unwrap_or_default();
    let bars = |name: &str, color: &str, of: &dyn Fn(&RenewalMonth) -> Decimal| {
        let values: Vec<CompositeValue> =
            months.iter().map(|month| CompositeValue::from(thousands(of(month)))).collect();
        let mut bars = part(&Bar::new().name(name).stack("arr").data(values));
        bars["itemStyle"] = json!({ "color": color });
        bars["barCategoryGap"] = json!("24%");
        bars
    };
    let series = vec![
        bars("At risk", palette.at_risk, &|month| month.figures.at_risk_arr),
        bars("Other", palette.accent, &|month| month.figures.arr - month.figures.at_risk_arr),
    ];
    let told = format!("{{b}}\n{{a0}}  {{c0}}K {currency}\n{{a1}}  {{c1}}K {currency}");
    let mut option = over(names, palette, &told, series);
    option["grid"]["left"] = json!(48);
    option["yAxis"]["axisLabel"]["formatter"] = json!("{value}K");
    option["yAxis"]["splitNumber"] = json!(4);
    option
}

#[cfg(test)]
mod tests {
    use api_types::renewals::RenewalFigures;

    use super::*;

    #[test]
    fn the_two_parts_add_up_to_the_month() {
        let figures = RenewalFigures {
            clients: 3,
            arr: Decimal::from(120_000),
            n_without_arr: 0,
            at_risk_clients: 1,
            at_risk_arr: Decimal::from(45_000),
        };
        let month = RenewalMonth { month: "2026-06-01".parse().expect("a day"), figures };
        let option = option(&[month], "USD", Palette::of(false));
        assert_eq!(option["series"][0]["data"], json!([45.0]));
        assert_eq!(option["series"][1]["data"], json!([75.0]));
        assert_eq!(option["xAxis"]["data"], json!(["Jun 2026"]));
    }
}
