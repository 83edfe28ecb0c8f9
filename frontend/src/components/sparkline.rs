use leptos::prelude::*;

use crate::view;

/// A line without axes; its meaning is in the words beside it. The colour is that of the text.
#[component]
pub fn Sparkline(
    points: Vec<f64>,
    #[prop(default = 72.0)] width: f64,
    #[prop(default = 22.0)] height: f64,
    #[prop(default = 8.0)] least_span: f64,
) -> impl IntoView {
    let drawn = place(&points, width, height, least_span);
    view! {
        <svg width=width height=height viewBox=format!("0 0 {width} {height}") aria-hidden="true" class="shrink-0">
            {drawn.last().copied().map(|(x, y)| view! {
                <path d=path(&drawn) fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"
                    stroke-linejoin="round"></path>
                <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r="2" fill="currentColor"></circle>
            })}
        </svg>
    }
}

/// Where the points lie. A span below `least_span` is not blown up, so that noise does not look like a fall.
fn place(points: &[f64], width: f64, height: f64, least_span: f64) -> Vec<(f64, f64)> {
    let low = points.iter().copied().fold(f64::INFINITY, f64::min);
    let high = points.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = (high - low).max(least_span).max(f64::EPSILON);
    let floor = (high + low - span) / 2.0;
    let steps = points.len().saturating_sub(1).max(1) as f64;
    points
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let x = if points.len() == 1 { width - 3.0 } else { 2.0 + index as f64 / steps * (width - 5.0) };
            (x, height - 3.0 - (value - floor) / span * (height - 6.0))
        })
        .collect()
}

fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::with_capacity(points.len() * 12);
    for (index, (x, y)) in points.iter().enumerate() {
        path.push_str(&format!("{}{x:.1} {y:.1}", if index == 0 { 'M' } else { 'L' }));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stay_inside_and_higher_values_lie_higher() {
        let drawn = place(&[10.0, 90.0, 50.0], 72.0, 22.0, 8.0);
        assert!(drawn.iter().all(|(x, y)| (0.0..=72.0).contains(x) && (0.0..=22.0).contains(y)));
        assert!(drawn[1].1 < drawn[2].1 && drawn[2].1 < drawn[0].1);
        assert_eq!(path(&drawn).matches(['M', 'L']).count(), 3);
    }

    #[test]
    fn small_changes_are_not_blown_up() {
        let drawn = place(&[50.0, 51.0], 72.0, 22.0, 8.0);
        assert!((drawn[0].1 - drawn[1].1).abs() <= 2.0);
        assert!(place(&[], 72.0, 22.0, 8.0).is_empty());
        assert_eq!(place(&[5.0], 72.0, 22.0, 0.0).len(), 1);
    }
}
