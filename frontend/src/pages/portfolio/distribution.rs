use api_types::analytics::{BandShare, HealthDistribution, ProfileDistribution};
use leptos::prelude::*;

use super::page::Query;
use crate::{components::ErrorPanel, format, load::Loaded, routes, view, words::Words};

/// How the scored clients spread over the bands; each band filters the list.
#[component]
pub(super) fn Distribution(distribution: Loaded<HealthDistribution>, query: Query) -> impl IntoView {
    view! {
        <section class="card-x p-4 min-w-0" aria-labelledby="distribution">
            <h2 id="distribution" class="font-semibold text-[14px]">"Health by band"</h2>
            {move || match (distribution.data.get(), distribution.error.get()) {
                (Some(data), _) => view! {
                    {data.profiles.iter().map(|profile| bands(profile, data.profiles.len() > 1, query)).collect_view()}
                    {(data.not_available > 0).then(|| view! {
                        <p class="muted text-[12px] mt-3">{format!("{} without a score", format::counted(data.not_available, "client", "clients"))}</p>
                    })}
                },
                (None, Some(error)) => view! {
                    <div class="-mx-4 -mb-4"><ErrorPanel error on_retry=distribution.retry()/></div>
                },
                (None, None) => view! { <span class="skel h-2 w-full mt-4"></span><span class="skel h-20 w-full mt-3"></span> },
            }}
        </section>
    }
}

fn bands(profile: &ProfileDistribution, is_named: bool, query: Query) -> impl IntoView + use<> {
    let segments = profile.bands.iter().filter(|band| band.clients > 0).map(|band| {
        let share = band.percent.unwrap_or_default();
        view! { <span class=format!("h-full bg-(--mark) {}", band.health_status.as_str()) style:width=format!("{share}%")></span> }
    });
    view! {
        {is_named.then(|| view! { <h3 class="muted text-[12px] mt-3">{format!("Formula {}", profile.profile)}</h3> })}
        <div class="mt-3 flex gap-0.5 h-2 rounded-full overflow-hidden" aria-hidden="true">{segments.collect_view()}</div>
        <ul class="mt-2">{profile.bands.iter().map(|band| entry(band, query)).collect_view()}</ul>
    }
}

fn entry(band: &BandShare, query: Query) -> impl IntoView + use<> {
    let status = band.health_status;
    let href = move || routes::portfolio(&query.now.get().changed(|query| query.health_status = vec![status]));
    view! {
        <li>
            <a href=href class="flex items-center gap-2 py-1 -mx-1.5 px-1.5 rounded-md hover:bg-base-200">
                <span class=format!("band text-[12px] {}", status.as_str())>{status.words()}</span>
                <span class="num ml-auto font-medium">{format::count(band.clients)}</span>
                <span class="num muted w-12 text-right">{band.percent.map(format::percent_of)}</span>
            </a>
        </li>
    }
}
