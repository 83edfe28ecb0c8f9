use leptos::prelude::*;
use serde_json::Value;

use crate::{
    charts::{EChart, Palette},
    theme::Theme,
    view,
};

/// Makes the option ECharts draws, for a palette and a width.
pub type Draw = Box<dyn Fn(Palette, f64) -> Value + Send + Sync>;

/// A chart in the colours of the theme, drawn anew when its width asks for other labels. The children are the same data
/// as a table.
#[component]
pub fn Drawing(
    draw: Draw,
    #[prop(into)] label: String,
    class: &'static str,
    #[prop(optional, into)] on_pick: Option<Callback<i64>>,
    children: Children,
) -> impl IntoView {
    let theme = Theme::from_context();
    let width = RwSignal::new(760.0);
    let option = Signal::derive(move || draw(Palette::of(theme.is_dark()), width.get()));
    let on_width = Callback::new(move |new: f64| {
        if (new - width.get_untracked()).abs() > 24.0 {
            width.set(new);
        }
    });
    let label = Signal::stored(label);
    match on_pick {
        Some(on_pick) => view! { <EChart option label class on_width on_pick>{children()}</EChart> },
        None => view! { <EChart option label class on_width>{children()}</EChart> },
    }
}
