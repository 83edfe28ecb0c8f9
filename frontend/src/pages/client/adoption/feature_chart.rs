use api_types::adoption::FeatureDetails;
use leptos::prelude::*;

use crate::{
    charts::{self, EChart, Palette},
    format,
    theme::Theme,
    view,
};

/// Uses per day.
#[component]
pub(super) fn DailyUses(data: FeatureDetails) -> impl IntoView {
    let title = title(&data);
    let length = (data.to - data.from).num_days() + 1;
    let label = format!(
        "{title}. {} of {} per day from {} to {}",
        data.feature.usage_unit, data.feature.feature_name, data.from, data.to
    );
    let body = if data.days.is_empty() {
        view! { <p class="muted py-8 text-center">{format!("It was not used in {length} days.")}</p> }
    } else {
        view! { <Drawing data label/> }
    };
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Uses per day">
            <div class="flex flex-wrap items-baseline gap-x-4 gap-y-1">
                <h2 class="font-semibold text-[14px]">{title}</h2>
                <p class="muted sm:ml-auto text-[12px]">{format::counted(length, "day", "days")}</p>
            </div>
            {body}
        </section>
    }
}

fn title(data: &FeatureDetails) -> String {
    let used = data.days.iter().filter(|day| day.count > 0).count();
    match used {
        0 => "Not used".to_owned(),
        used => format!("Used on {}", format::counted(used as i64, "day", "days")),
    }
}

#[component]
fn Drawing(data: FeatureDetails, label: String) -> impl IntoView {
    let theme = Theme::from_context();
    let width = RwSignal::new(760.0);
    let details = StoredValue::new(data);
    let option = Signal::derive(move || {
        let palette = Palette::of(theme.is_dark());
        details.with_value(|details| charts::daily_uses::option(details, palette, width.get()))
    });
    let on_width = Callback::new(move |new: f64| {
        if (new - width.get_untracked()).abs() > 24.0 {
            width.set(new);
        }
    });
    view! {
        <EChart option label=Signal::stored(label) class="h-48 mt-2 overflow-hidden" on_width>{details.with_value(|details| view! {
            <table>
                <caption>"Uses per day"</caption>
                <thead><tr><th scope="col">"Day"</th><th scope="col">"Uses"</th><th scope="col">"Seconds"</th><th scope="col">"Errors"</th></tr></thead>
                <tbody>
                    {details.days.iter().map(|day| view! {
                        <tr><th scope="row">{day.date.to_string()}</th><td>{day.count}</td><td>{day.seconds}</td><td>{day.errors}</td></tr>
                    }).collect_view()}
                </tbody>
            </table>
        })}</EChart>
    }
}
