//! Where a client stands among its peers: a radar of percentiles, beside the middle of the cohort.
use charming::{
    component::{RadarCoordinate, RadarIndicator},
    series::Radar,
};
use serde_json::{Value, json};

use super::{Palette, frame::part};

/// The option ECharts draws: an axis for each name, 100 the best.
pub fn option(axes: &[(String, i16)], palette: Palette, width: f64) -> Value {
    let indicators: Vec<RadarIndicator> =
        axes.iter().map(|(name, _)| RadarIndicator::from((name.as_str(), 0_i64, 100_i64))).collect();
    let radius = if width < 360.0 { "55%" } else { "68%" };
    let mut radar = part(&RadarCoordinate::new().radius(radius).split_number(4.0).indicator(indicators));
    radar["axisName"] = json!({ "color": palette.text, "fontSize": 12 });
    radar["axisLine"] = json!({ "lineStyle": { "color": palette.hairline } });
    radar["splitLine"] = json!({ "lineStyle": { "color": palette.hairline } });
    radar["splitArea"] = json!({ "show": false });
    let mut series = part(&Radar::new());
    let middle: Vec<i16> = axes.iter().map(|_| 50).collect();
    let own: Vec<i16> = axes.iter().map(|(_, percentile)| *percentile).collect();
    series["symbol"] = json!("circle");
    series["data"] = json!([
        {
            "name": "Middle of the cohort", "value": middle, "symbolSize": 0,
            "lineStyle": { "color": palette.muted, "width": 1.5, "type": "dashed" },
            "itemStyle": { "color": palette.muted },
        },
        {
            "name": "This client", "value": own, "symbolSize": 6,
            "lineStyle": { "color": palette.accent, "width": 2 },
            "itemStyle": { "color": palette.accent },
            "areaStyle": { "color": palette.accent, "opacity": 0.12 },
        },
    ]);
    json!({
        "radar": radar,
        "series": [series],
        "tooltip": {
            "trigger": "item",
            "renderMode": "richText",
            "backgroundColor": palette.surface,
            "borderColor": palette.hairline,
            "textStyle": { "color": palette.text, "fontSize": 12 },
        },
        "animation": false,
        "textStyle": { "fontFamily": "Inter Variable, system-ui, sans-serif" },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_axis_goes_from_nought_to_a_hundred() {
        let axes = [("Health".to_owned(), 30), ("Usage".to_owned(), 80), ("Adoption".to_owned(), 50)];
        let option = option(&axes, Palette::of(false), 600.0);
        assert_eq!(option["series"][0]["type"], "radar");
        assert_eq!(option["series"][0]["data"][1]["value"], json!([30, 80, 50]));
        assert_eq!(option["radar"]["indicator"][1], json!({ "name": "Usage", "max": 100.0, "min": 0.0 }));
        assert_eq!(option["tooltip"]["renderMode"], "richText");
    }
}
