use leptos::prelude::*;

use crate::{format, view};

pub(super) const BANDS: [(&str, &str); 5] = [
    ("HEALTHY", "Healthy"),
    ("MONITOR", "Monitor"),
    ("AT_RISK", "At risk"),
    ("CRITICAL", "Critical"),
    ("", "No score"),
];

/// Clients per band as a bar, with what each part is beside its count below.
#[component]
pub(super) fn BandsBar(label: &'static str, #[prop(into)] counts: Signal<[usize; 5]>) -> impl IntoView {
    let total = move || counts.get().iter().sum::<usize>().max(1);
    view! {
        <div class="grid grid-cols-[3.25rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1">
            <span class="muted text-[12px]">{label}</span>
            <span class="flex gap-px h-3 rounded-full overflow-hidden bg-base-300" aria-hidden="true">
                {BANDS.iter().enumerate().map(|(at, (class, _))| {
                    let width = move || format!("{}%", counts.get()[at] as f64 * 100.0 / total() as f64);
                    view! { <span class=format!("band-part {class}") style:width=width></span> }
                }).collect_view()}
            </span>
            <ul class="col-start-2 flex flex-wrap gap-x-3 text-[12px]">
                {BANDS.iter().enumerate().map(|(at, (class, word))| view! {
                    <li class="whitespace-nowrap" hidden=move || counts.get()[at] == 0>
                        <span class=format!("{} {class}", if class.is_empty() { "muted" } else { "band font-normal!" })>{*word}</span>" "
                        <span class="num">{move || format::count(i64::try_from(counts.get()[at]).unwrap_or(i64::MAX))}</span>
                    </li>
                }).collect_view()}
            </ul>
        </div>
    }
}
