use leptos::prelude::*;

use super::{
    bands_bar::BandsBar,
    draft::Draft,
    told::{as_i64, clients},
    what_if::{Move, Sample, WhatIf},
};
use crate::{
    components::{Band, ErrorPanel, Show},
    format,
    load::Loaded,
    view,
};
use api_types::simulation::HealthScoreSample;

/// What the weights would do to a sample of clients, while they are moved.
#[component]
pub(super) fn WhatIfCard(draft: RwSignal<Draft>, sample: Loaded<HealthScoreSample>) -> impl IntoView {
    let read = Memo::new(move |_| sample.data.with(|sample| sample.as_ref().map(Sample::of)));
    let found = Memo::new(move |_| {
        read.with(|read| read.as_ref().map(|sample| draft.with(|draft| sample.under(draft.config()))))
    });
    view! {
        <section class="card-x p-4 min-w-0" aria-label="What if" aria-busy=move || sample.is_loading.get().to_string()>
            <div class="flex flex-wrap items-baseline gap-x-2">
                <h2 class="font-semibold text-[14px]">"What if"</h2>
                <span class="muted ml-auto text-[12px]">
                    {move || read.with(|read| read.as_ref().map(|sample| format!("live, on a sample of {}", clients(sample.size()))))}
                </span>
            </div>
            {move || match sample.error.get() {
                Some(error) => view! { <div class="-mx-4 -mb-4"><ErrorPanel error on_retry=sample.retry()/></div> },
                None if found.with(Option::is_none) => view! { <span class="skel h-24 w-full mt-3"></span> },
                None => view! { <Result found draft/> },
            }}
        </section>
    }
}

#[component]
fn Result(found: Memo<Option<WhatIf>>, draft: RwSignal<Draft>) -> impl IntoView {
    let with = move |read: fn(&WhatIf) -> [usize; 5]| {
        Signal::derive(move || found.with(|found| found.as_ref().map(read).unwrap_or_default()))
    };
    let headline = move || found.with(|found| found.as_ref().map(headline));
    view! {
        <p class="mt-1" role="status">{headline}</p>
        <div class="mt-3 grid gap-2.5">
            <BandsBar label="Now" counts=with(|found| found.before)/>
            <BandsBar label="Then" counts=with(|found| found.after)/>
        </div>
        <Show when=move || draft.with(|draft| draft.sum() != 100)>
            <p class="muted mt-2 text-[12px]">"The weights do not sum to 100 yet; their proportions are used meanwhile."</p>
        </Show>
        {move || found.with(|found| found.as_ref().filter(|found| !found.moves.is_empty()).map(|found| moves(&found.moves)))}
    }
}

fn moves(moves: &[Move]) -> AnyView {
    view! {
        <h3 class="mt-4 text-[12px] muted font-normal">"Largest moves of the sample"</h3>
        <ul class="divide-y divide-base-300">
            {moves.iter().map(|one| view! {
                <li class="flex items-center gap-3 py-1.5">
                    <span class="grow min-w-0 truncate">{one.name.clone()}</span>
                    <span class="num whitespace-nowrap">{format!("{} → {}", one.from.0, one.to.0)}</span>
                    <span class="w-20 text-right"><Band status=one.to.1/></span>
                </li>
            }).collect_view()}
        </ul>
    }
}

fn headline(found: &WhatIf) -> String {
    if found.other_profile > 0 {
        return format!(
            "{} have no scores of this formula yet; what it does shows once they are computed with it.",
            clients(found.other_profile)
        );
    }
    let change = found
        .mean_change
        .map(|change| format!(", {} points on average", format::signed_points(change)))
        .unwrap_or_default();
    match (found.concerned, found.change_band) {
        (0, _) => "Nobody of the sample is concerned.".to_owned(),
        (_, 0) => format!("Nobody changes band{change}."),
        (concerned, moved) => {
            format!("{} of {} change band{change}.", format::count(as_i64(moved)), clients(concerned))
        }
    }
}
