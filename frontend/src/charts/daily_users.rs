//! Users per day: those of the day, of the week and of the month, with days out of the ordinary.
use api_types::usage::ClientUsage;
use charming::{
    datatype::CompositeValue,
    element::{LineStyle, LineStyleType, MarkLine, MarkLineData, MarkLineVariant, Symbol},
    series::Line,
};
use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

use super::{
    Palette,
    frame::{counts_over_days, part},
};

/// The option ECharts draws.
pub fn option(usage: &ClientUsage, palette: Palette, width: f64) -> Value {
    let days: Vec<NaiveDate> = usage.days.iter().map(|day| day.date).collect();
    let line = |name: &str, color: &str, width: f64, values: Vec<CompositeValue>| {
        Line::new().name(name).show_symbol(false).line_style(LineStyle::new().color(color).width(width)).data(values)
    };
    let daily = usage.days.iter().map(|day| CompositeValue::from(day.daily_active_users)).collect();
    let of = |value: Option<i32>| value.map_or_else(|| CompositeValue::from("-"), CompositeValue::from);
    let weekly = usage.days.iter().map(|day| of(day.weekly_active_users)).collect();
    let monthly = usage.days.iter().map(|day| of(day.monthly_active_users)).collect();
    let own = usage.figures.daily_active_users.comparisons.iter().find(|one| one.kind == "OWN_BASELINE");
    let mut day = line("Daily", palette.accent, 2.0, daily);
    if let Some(baseline) = own.and_then(|own| own.value).and_then(|value| value.to_f64()) {
        let style = LineStyle::new().color(palette.accent).width(1).type_(LineStyleType::Dashed);
        day = day.mark_line(
            MarkLine::new()
                .symbol(vec![Symbol::None])
                .silent(true)
                .line_style(style)
                .data(vec![MarkLineVariant::Simple(MarkLineData::new().y_axis(baseline))]),
        );
    }
    let week = line("Weekly", palette.monitor, 1.5, weekly);
    let month = line("Monthly", palette.muted, 1.5, monthly);
    let mut series = vec![part(&day), part(&week), part(&month)];
    for (one, color) in series.iter_mut().zip([palette.accent, palette.monitor, palette.muted]) {
        one["itemStyle"] = json!({ "color": color });
    }
    series[0]["markLine"]["label"] = json!({ "show": false });
    let marks = usage.anomalies.iter().filter_map(|anomaly| {
        let index = days.iter().position(|day| *day == anomaly.date)?;
        Some(json!({ "coord": [index, anomaly.daily_active_users] }))
    });
    series[0]["markPoint"] = json!({
        "symbol": "circle",
        "symbolSize": 8,
        "silent": true,
        "label": { "show": false },
        "itemStyle": { "color": palette.surface, "borderColor": palette.critical, "borderWidth": 2 },
        "data": marks.collect::<Vec<_>>(),
    });
    counts_over_days(&days, palette, width, "{b}\n{a0}  {c0} users\n{a1}  {c1} users\n{a2}  {c2} users", series)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::client_usage_example as example;

    #[test]
    fn a_day_that_is_known_alone_has_no_week() {
        let usage = example();
        let option = option(&usage, Palette::of(false), 800.0);
        assert_eq!(option["series"][0]["data"], json!([12, 9]));
        assert_eq!(option["series"][1]["data"], json!([28, "-"]));
        assert_eq!(option["series"][0]["markPoint"]["data"], json!([{ "coord": [1, 9] }]));
        assert_eq!(option["series"][0]["markLine"]["data"][0]["yAxis"], json!(20.0));
        assert_eq!(option["tooltip"]["renderMode"], "richText");
    }
}
