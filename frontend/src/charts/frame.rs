//! What charts over days have in common.
use charming::{
    component::{Axis, Grid},
    element::{AxisLabel, AxisLine, AxisTick, AxisType, LineStyle, SplitLine, Tooltip, Trigger},
};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::Palette;
use crate::format;

/// Pixels below which fewer days are named.
pub const NARROW: f64 = 480.0;

/// A part built with charming, as ECharts takes it.
pub fn part(part: &impl Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}

/// The days from one to another, both included.
pub fn days(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    from.iter_days().take_while(|day| *day <= to).collect()
}

/// The values of days that follow each other from `from`, each in its place; none where nothing is known.
pub fn by_day(from: NaiveDate, length: usize, known: impl Iterator<Item = (NaiveDate, f64)>) -> Vec<Option<f64>> {
    let mut values = vec![None; length];
    for (day, value) in known {
        if let Some(place) = usize::try_from((day - from).num_days()).ok().and_then(|index| values.get_mut(index)) {
            *place = Some(value);
        }
    }
    values
}

/// Axes, grid and tooltip over days; the series are put in by who draws. `formatter` is what the tooltip says.
pub fn over_days(days: &[NaiveDate], palette: Palette, width: f64, formatter: &str, series: Vec<Value>) -> Value {
    let names = days.iter().map(|day| format::short_day(*day)).collect();
    let mut option = over(names, palette, formatter, series);
    let last = days.len().saturating_sub(1);
    let steps = if width < NARROW { 3 } else { 6 };
    let labelled: Vec<usize> = (0..=steps).map(|step| last * step / steps).collect();
    option["xAxis"]["axisLabel"]["customValues"] = json!(labelled);
    option["xAxis"]["axisLabel"]["alignMinLabel"] = json!("left");
    option["xAxis"]["axisLabel"]["alignMaxLabel"] = json!("right");
    option
}

/// The same over anything that has a name.
pub fn over(names: Vec<String>, palette: Palette, formatter: &str, series: Vec<Value>) -> Value {
    let across = Axis::new()
        .type_(AxisType::Category)
        .axis_line(AxisLine::new().show(false))
        .axis_tick(AxisTick::new().show(false))
        .axis_label(AxisLabel::new().color(palette.muted).font_size(11))
        .data(names);
    let up = Axis::new()
        .type_(AxisType::Value)
        .axis_label(AxisLabel::new().color(palette.muted).font_size(11))
        .split_line(SplitLine::new().line_style(LineStyle::new().color(palette.hairline)));
    let tooltip = Tooltip::new()
        .trigger(Trigger::Axis)
        .background_color(palette.surface)
        .border_color(palette.hairline)
        .formatter(charming::element::Formatter::String(formatter.to_owned()));
    let grid = Grid::new().left(38).right(14).top(12).bottom(24);
    // Put together here: charming's own `Chart` would bring every kind of series into the module.
    let mut option = json!({
        "grid": part(&grid),
        "tooltip": part(&tooltip),
        "xAxis": part(&across),
        "yAxis": part(&up),
        "series": series,
        "animation": false,
        "textStyle": { "fontFamily": "Inter Variable, system-ui, sans-serif" },
    });
    option["tooltip"]["renderMode"] = json!("richText");
    option["tooltip"]["textStyle"] = json!({ "color": palette.text, "fontSize": 12 });
    option["tooltip"]["axisPointer"] = json!({ "lineStyle": { "color": palette.muted, "type": "solid" } });
    option["xAxis"]["axisLabel"]["hideOverlap"] = json!(true);
    option
}

/// The same for what is counted: whole numbers from nought.
pub fn counts_over_days(
    days: &[NaiveDate],
    palette: Palette,
    width: f64,
    formatter: &str,
    series: Vec<Value>,
) -> Value {
    counted(over_days(days, palette, width, formatter, series))
}

/// What is counted over anything that has a name.
pub fn counts_over(names: Vec<String>, palette: Palette, formatter: &str, series: Vec<Value>) -> Value {
    counted(over(names, palette, formatter, series))
}

fn counted(mut option: Value) -> Value {
    option["yAxis"]["min"] = json!(0);
    option["yAxis"]["minInterval"] = json!(1);
    option["yAxis"]["splitNumber"] = json!(4);
    option
}
