//! Uses of a feature per day.
use api_types::adoption::FeatureDetails;
use charming::{datatype::CompositeValue, series::Bar};
use serde_json::{Value, json};

use super::{
    Palette,
    frame::{by_day, counts_over_days, days, part},
};

/// The option ECharts draws.
pub fn option(details: &FeatureDetails, palette: Palette, width: f64) -> Value {
    let days = days(details.from, details.to);
    let uses = details.days.iter().map(|day| (day.date, day.count as f64));
    let uses = by_day(details.from, days.len(), uses);
    let values = uses.iter().map(|uses| CompositeValue::from(uses.unwrap_or(0.0))).collect::<Vec<_>>();
    let mut bars = part(&Bar::new().name("Uses").data(values));
    bars["itemStyle"] = json!({ "color": palette.accent });
    bars["barCategoryGap"] = json!("20%");
    counts_over_days(&days, palette, width, &format!("{{b}}\n{{c0}} {}", details.feature.usage_unit), vec![bars])
}
