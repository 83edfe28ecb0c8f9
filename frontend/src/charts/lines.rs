//! One or two figures over days.
use charming::{
    datatype::CompositeValue,
    element::{LineStyle, LineStyleType},
    series::Line,
};
use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    Palette,
    frame::{over_days, part},
};

/// A line: its name, its colour, and a value for each day; none where nothing is known.
#[derive(Debug, Clone)]
pub struct Figure {
    pub name: &'static str,
    pub color: fn(Palette) -> &'static str,
    pub is_dashed: bool,
    pub values: Vec<Option<f64>>,
}

/// What the axis says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// After each value.
    pub unit: &'static str,
    pub max: Option<f64>,
    /// Whether it begins at nought: else it begins below the least value.
    pub from_nought: bool,
}

/// The option ECharts draws.
pub fn option(days: &[NaiveDate], figures: &[Figure], scale: Scale, palette: Palette, width: f64) -> Value {
    let line = |figure: &Figure| {
        let color = (figure.color)(palette);
        let kind = if figure.is_dashed { LineStyleType::Dashed } else { LineStyleType::Solid };
        let of = |value: &Option<f64>| value.map_or_else(|| CompositeValue::from("-"), CompositeValue::from);
        let values: Vec<CompositeValue> = figure.values.iter().map(of).collect();
        let style = LineStyle::new().color(color).width(if figure.is_dashed { 1.5 } else { 2.0 }).type_(kind);
        let mut line = part(&Line::new().name(figure.name).line_style(style).data(values));
        // A day between two that are not known would be no line at all.
        line["symbol"] = json!("circle");
        line["symbolSize"] = json!(5);
        line["showSymbol"] = json!(days.len() <= 31 && !figure.is_dashed);
        line["itemStyle"] = json!({ "color": color });
        line
    };
    let told: Vec<String> = (0..figures.len()).map(|at| format!("{{a{at}}}  {{c{at}}}{}", scale.unit)).collect();
    let told = format!("{{b}}\n{}", told.join("\n"));
    let mut option = over_days(days, palette, width, &told, figures.iter().map(line).collect());
    option["grid"]["left"] = json!(46);
    option["xAxis"]["boundaryGap"] = json!(false);
    option["yAxis"]["scale"] = json!(!scale.from_nought);
    option["yAxis"]["splitNumber"] = json!(4);
    option["yAxis"]["axisLabel"]["formatter"] = json!(format!("{{value}}{}", scale.unit));
    if let Some(max) = scale.max {
        option["yAxis"]["max"] = json!(max);
    }
    option
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_a_gap() {
        let days: Vec<NaiveDate> = ["2026-06-01", "2026-06-08"].map(|day| day.parse().expect("a day")).to_vec();
        let figure = Figure {
            name: "Health",
            color: |palette| palette.accent,
            is_dashed: false,
            values: vec![Some(70.5), None],
        };
        let scale = Scale { unit: "K", max: None, from_nought: true };
        let option = option(&days, &[figure], scale, Palette::of(true), 400.0);
        assert_eq!(option["series"][0]["data"], json!([70.5, "-"]));
        assert_eq!(option["yAxis"]["axisLabel"]["formatter"], "{value}K");
        assert_eq!(option["tooltip"]["formatter"], "{b}\n{a0}  {c0}K");
    }
}
