//! Uses of a feature per day.
use std::collections::BTreeMap;

use api_types::adoption::FeatureDetails;
use charming::{datatype::CompositeValue, series::Bar};
use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    Palette,
    frame::{over_days, part},
};

/// The option ECharts draws.
pub fn option(details: &FeatureDetails, palette: Palette, width: f64) -> Value {
    let uses: BTreeMap<NaiveDate, i64> = details.days.iter().map(|day| (day.date, day.count)).collect();
    let days: Vec<NaiveDate> = details.from.iter_days().take_while(|day| *day <= details.to).collect();
    let values = days.iter().map(|day| CompositeValue::from(uses.get(day).copied().unwrap_or(0))).collect::<Vec<_>>();
    let mut bars = part(&Bar::new().name("Uses").data(values));
    bars["itemStyle"] = json!({ "color": palette.accent });
    bars["barCategoryGap"] = json!("20%");
    over_days(&days, palette, width, &format!("{{b}}\n{{c0}} {}", details.feature.usage_unit), vec![bars])
}
