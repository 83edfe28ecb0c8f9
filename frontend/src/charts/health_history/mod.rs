//! Health over time: the score coloured by its band, the tier's average, and what happened.
use api_types::health::{HealthEvent, HealthHistory};
use charming::{
    component::{Grid, VisualMap, VisualMapPiece, VisualMapType},
    datatype::CompositeValue,
    element::{
        Formatter, Label, LabelAlign, LineStyle, LineStyleType, MarkLine, MarkLineData, MarkLineVariant, Symbol,
    },
    series::Line,
};
use chrono::NaiveDate;
use domain::health::HealthStatus;
use serde_json::{Value, json};

use super::{
    Palette,
    frame::{NARROW, by_day, days, over_days, part},
};
use crate::order::sort_few;

/// What the picture is drawn for.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame<'a> {
    pub palette: Palette,
    pub tier: &'a str,
    /// Pixels across; decides which labels have room.
    pub width: f64,
    /// The days that are compared.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

const LEFT: f64 = 34.0;
const RIGHT: f64 = 12.0;
/// Rows of event labels above the plot.
const ROWS: usize = 3;
const ROW_HEIGHT: f64 = 15.0;
/// Pixels a letter of a label takes, on average.
const LETTER: f64 = 5.9;

/// The option ECharts draws.
pub fn option(history: &HealthHistory, frame: &Frame<'_>) -> Value {
    let palette = frame.palette;
    let days = days(history.from, history.to);
    let scores = history.points.iter().map(|point| (point.date, f64::from(point.overall_score)));
    let scores = by_day(history.from, days.len(), scores);
    let averages = history.tier_average.iter().map(|point| (point.date, point.value));
    let averages = by_day(history.from, days.len(), averages);
    // On a phone the events stand in a list below instead.
    let is_narrow = frame.width < NARROW;
    let mut labels = place_labels(&history.events, history.from, days.len(), frame.width);
    labels.iter_mut().filter(|_| is_narrow).for_each(|label| label.row = None);
    let rows = labels.iter().filter_map(|label| label.row).max().map_or(0, |row| row + 1);

    let score = Line::new()
        .name("Health")
        .show_symbol(false)
        .line_style(LineStyle::new().width(2))
        .data(scores.iter().map(|score| value(*score)).collect::<Vec<_>>())
        .mark_line(
            MarkLine::new()
                .symbol(vec![Symbol::None])
                .silent(true)
                .line_style(LineStyle::new().color(format!("{}80", palette.muted)).width(1).type_(LineStyleType::Solid))
                .data(labels.iter().map(|label| mark(label, palette)).collect::<Vec<_>>()),
        );
    let average = Line::new()
        .name(format!("{} average", frame.tier))
        .show_symbol(false)
        .line_style(LineStyle::new().color(palette.muted).width(1.5).type_(LineStyleType::Dashed))
        .data(averages.iter().map(|average| value(*average)).collect::<Vec<_>>());
    let grid = Grid::new().left(LEFT).right(RIGHT).top(10.0 + rows as f64 * ROW_HEIGHT).bottom(24);
    let visual_map = VisualMap::new()
        .type_(VisualMapType::Piecewise)
        .show(false)
        .dimension(0)
        .series_index(0)
        .pieces(bands(history, palette));
    let told = "{b}\n{a0}  {c0} points\n{a1}  {c1} points";
    let mut option = over_days(&days, palette, frame.width, told, vec![part(&score), part(&average)]);
    option["grid"] = part(&grid);
    option["visualMap"] = part(&visual_map);
    option["xAxis"]["boundaryGap"] = json!(false);
    option["yAxis"]["min"] = json!(floor(&scores, &averages));
    option["yAxis"]["max"] = json!(100);
    option["yAxis"]["interval"] = json!(20);
    complete(&mut option, history, frame);
    option
}

/// What ECharts offers and charming has no word for yet.
fn complete(option: &mut Value, history: &HealthHistory, frame: &Frame<'_>) {
    let palette = frame.palette;
    let at = |day: NaiveDate| (day - history.from).num_days();
    let points = history.events.iter().filter_map(|event| {
        let point = history.points.iter().find(|point| point.date == event.date)?;
        let style = json!({ "borderColor": palette.band(point.health_status) });
        Some(json!({ "coord": [at(event.date), point.overall_score], "itemStyle": style }))
    });
    option["series"][0]["markPoint"] = json!({
        "symbol": "circle",
        "symbolSize": 7,
        "silent": true,
        "label": { "show": false },
        "itemStyle": { "color": palette.surface, "borderWidth": 2 },
        "data": points.collect::<Vec<_>>(),
    });
    if let Some((from, to)) = frame.days {
        option["series"][1]["markArea"] = json!({
            "silent": true,
            "itemStyle": { "color": palette.accent, "opacity": 0.08 },
            "data": [[{ "xAxis": at(from) }, { "xAxis": at(to) }]],
        });
    }
}

fn value(value: Option<f64>) -> CompositeValue {
    value.map_or_else(|| CompositeValue::from("-"), CompositeValue::from)
}

/// The lowest line of the axis: a round score below everything drawn.
fn floor(scores: &[Option<f64>], averages: &[Option<f64>]) -> i32 {
    let lowest = scores.iter().chain(averages).copied().flatten().fold(100.0, f64::min);
    (((lowest - 4.0) / 20.0).floor() as i32 * 20).clamp(0, 60)
}

/// The stretches of one band, by the bands the server gave: each runs until the next begins.
fn bands(history: &HealthHistory, palette: Palette) -> Vec<VisualMapPiece> {
    let mut starts: Vec<(f64, HealthStatus)> = Vec::new();
    for point in &history.points {
        if starts.last().is_none_or(|(_, status)| *status != point.health_status) {
            starts.push(((point.date - history.from).num_days() as f64, point.health_status));
        }
    }
    starts
        .iter()
        .enumerate()
        .map(|(index, (start, status))| {
            let piece = VisualMapPiece::new().gte(*start).color(palette.band(*status));
            match starts.get(index + 1) {
                Some((next, _)) => piece.lt(*next),
                None => piece.lte(f64::from(i16::MAX)),
            }
        })
        .collect()
}

/// An event's label: where, and in which row; without a row there is no room for it.
#[derive(Debug, Clone, PartialEq)]
struct Placed {
    index: i64,
    title: String,
    row: Option<usize>,
    is_left: bool,
}

/// Puts labels beside their lines, in the first row where they do not run into another.
fn place_labels(events: &[HealthEvent], from: NaiveDate, days: usize, width: f64) -> Vec<Placed> {
    let plot = (width - LEFT - RIGHT).max(1.0);
    let step = plot / days.saturating_sub(1).max(1) as f64;
    let mut ends: Vec<Vec<(f64, f64)>> = vec![Vec::new(); ROWS];
    let mut events: Vec<&HealthEvent> = events.iter().collect();
    sort_few(&mut events, |event| event.date);
    events
        .into_iter()
        .map(|event| {
            let index = (event.date - from).num_days();
            let x = index as f64 * step;
            let length = event.title.chars().count() as f64 * LETTER + 10.0;
            let is_left = x + length > plot;
            let span = if is_left { (x - length, x) } else { (x, x + length) };
            let is_free = |row: &Vec<(f64, f64)>| {
                span.0 >= -LEFT && row.iter().all(|other| span.1 <= other.0 || span.0 >= other.1)
            };
            let row = ends.iter().position(is_free);
            if let Some(row) = row {
                ends[row].push(span);
            }
            Placed { index, title: event.title.clone(), row, is_left }
        })
        .collect()
}

fn mark(label: &Placed, palette: Palette) -> MarkLineVariant {
    let text = match label.row {
        Some(row) => Label::new()
            .show(true)
            .formatter(Formatter::String(label.title.replace(['{', '}'], "")))
            .distance(2.0 + row as f64 * ROW_HEIGHT)
            .align(if label.is_left { LabelAlign::Right } else { LabelAlign::Left })
            .color(palette.muted)
            .font_size(11),
        None => Label::new().show(false),
    };
    MarkLineVariant::Simple(MarkLineData::new().x_axis(label.index as f64).label(text))
}

#[cfg(test)]
mod tests;
