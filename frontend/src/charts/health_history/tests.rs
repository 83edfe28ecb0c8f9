use std::collections::BTreeMap;

use api_types::health::{AveragePoint, HealthPoint};
use domain::ClientId;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn history() -> HealthHistory {
    let point = |date: &str, overall_score, health_status| HealthPoint {
        date: day(date),
        overall_score,
        health_status,
        confidence: 1.0,
        is_final: true,
        component_scores: BTreeMap::new(),
    };
    HealthHistory {
        client_id: ClientId(Default::default()),
        from: day("2026-11-01"),
        to: day("2026-11-05"),
        points: vec![
            point("2026-11-01", 72, HealthStatus::Monitor),
            point("2026-11-02", 66, HealthStatus::Monitor),
            point("2026-11-04", 58, HealthStatus::AtRisk),
            point("2026-11-05", 57, HealthStatus::AtRisk),
        ],
        tier_average: vec![AveragePoint { date: day("2026-11-01"), value: 78.4 }],
        events: vec![HealthEvent {
            date: day("2026-11-04"),
            kind: "QBR".to_owned(),
            title: "Business review".to_owned(),
        }],
    }
}

fn frame(days: Option<(NaiveDate, NaiveDate)>) -> Frame<'static> {
    Frame { palette: Palette::of(false), tier: "Enterprise", width: 800.0, days }
}

#[test]
fn a_day_without_a_score_is_a_gap() {
    let option = option(&history(), &frame(None));
    assert_eq!(option["series"][0]["data"], json!([72.0, 66.0, "-", 58.0, 57.0]));
    assert_eq!(option["series"][1]["data"][0], json!(78.4));
    assert_eq!(option["series"][1]["name"], "Enterprise average");
    assert_eq!(option["xAxis"]["data"][3], "Nov 4");
}

#[test]
fn the_line_has_the_colour_of_the_band_of_each_day() {
    let option = option(&history(), &frame(None));
    let palette = Palette::of(false);
    assert_eq!(
        option["visualMap"]["pieces"],
        json!([
            { "gte": 0.0, "lt": 3.0, "color": palette.monitor },
            { "gte": 3.0, "lte": 32767.0, "color": palette.at_risk },
        ])
    );
}

#[test]
fn events_and_the_compared_days_are_marked() {
    let option = option(&history(), &frame(Some((day("2026-11-02"), day("2026-11-05")))));
    assert_eq!(option["series"][0]["markLine"]["data"][0]["xAxis"], json!(3.0));
    assert_eq!(option["series"][0]["markPoint"]["data"][0]["coord"], json!([3, 58]));
    assert_eq!(option["series"][1]["markArea"]["data"], json!([[{ "xAxis": 1 }, { "xAxis": 4 }]]));
}

#[test]
fn nothing_in_the_option_needs_an_inline_style_or_script() {
    let text = option(&history(), &frame(None)).to_string();
    assert!(text.contains(r#""renderMode":"richText""#));
    assert!(!text.contains("function"));
}

#[test]
fn labels_do_not_run_into_each_other() {
    let event = |date: &str, title: &str| HealthEvent { date: day(date), kind: String::new(), title: title.to_owned() };
    let events = [
        event("2026-11-02", "Business review"),
        event("2026-11-03", "Critical ticket"),
        event("2026-11-04", "Critical ticket"),
        event("2026-11-05", "Champion's last sign-in"),
        event("2027-01-28", "Renewal won"),
    ];
    let placed = place_labels(&events, day("2026-11-01"), 91, 800.0);
    assert_eq!(placed.iter().map(|label| label.row).collect::<Vec<_>>(), [Some(0), Some(1), Some(2), None, Some(0)]);
    assert!(placed[4].is_left && !placed[0].is_left);
}
