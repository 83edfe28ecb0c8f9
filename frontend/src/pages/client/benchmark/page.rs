use api_types::{
    benchmarks::{ClientBenchmark as Benchmark, CohortDescription},
    page::Page,
    segments::Segment,
};
use domain::{ClientId, NullReason, SegmentId, benchmark::CohortKind, client::ContractTier};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::{gaps, radar, stories};
use crate::{
    api::Client as Api,
    components::{EmptyState, ErrorPanel},
    format,
    load::Loaded,
    pages::{client::context::ClientContext, insights::waiting},
    routes, view,
    words::Words,
};

/// The client beside a cohort that the address names.
#[component]
pub fn ClientBenchmark() -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|query| {
            let cohort = query.get_str("cohort").and_then(|text| text.parse::<CohortKind>().ok());
            let segment = query.get_str("segment_id").and_then(|text| text.parse::<SegmentId>().ok());
            // A segment of another cohort, and that cohort without a segment, make no sense.
            match (cohort, segment) {
                (Some(CohortKind::SavedSegment), None) => (None, None),
                (Some(CohortKind::SavedSegment), segment) => (cohort, segment),
                _ => (cohort, None),
            }
        })
    });
    let segments = Loaded::<Page<Segment>>::new(|| (), move |()| api.segments());
    let benchmark = Loaded::<Benchmark>::new(
        move || (client.id, asked.get()),
        move |(id, (cohort, segment))| api.client_benchmark(id, cohort, segment),
    );
    view! {
        {move || match (benchmark.data.get(), benchmark.error.get()) {
            (Some(data), None) => {
                let saved = segments.data.with(|page| page.as_ref().map(|page| page.data.clone()).unwrap_or_default());
                body(client.id, &data, saved, asked.get().1)
            }
            (_, Some(error)) => view! { <div class="card-x"><ErrorPanel error on_retry=benchmark.retry()/></div> },
            (None, None) => waiting("the benchmark"),
        }}
    }
}

fn body(id: ClientId, data: &Benchmark, saved: Vec<Segment>, segment: Option<SegmentId>) -> AnyView {
    let computed = data.computed_at.map(|at| format!("Computed {}", format::instant(at)));
    let note = match (data.cohort.peers, data.as_of) {
        (Some(peers), Some(day)) => Some(format!(
            "{} besides this one, live for 90 days or more, as of {}",
            format::counted(peers, "client", "clients"),
            format::short_day(day)
        )),
        _ => None,
    };
    let compared = match data.cohort.null_reason {
        None => view! {
            {radar::card(data)}
            {gaps::card(data)}
            {stories::card(data)}
        },
        Some(reason) => view! { {too_few(id, data, reason)}{gaps::card(data)} },
    };
    view! {
        <section class="card-x p-4 mb-4" aria-label="Compared with" title=computed>
            <h2 class="font-semibold text-[14px]">{format!("Compared with {}", label(&data.cohort))}</h2>
            <p class="muted text-[12px]">{note}</p>
            <nav class="mt-2 flex flex-wrap gap-1.5 no-print" aria-label="Cohorts">
                {data.cohorts.iter().map(|cohort| choice(id, cohort, data.cohort.cohort)).collect_view()}
            </nav>
            {(!saved.is_empty()).then(|| segment_choice(id, saved, segment))}
        </section>
        {compared}
    }
}

fn choice(id: ClientId, cohort: &CohortDescription, current: CohortKind) -> AnyView {
    let navigate = use_navigate();
    let kind = cohort.cohort;
    let peers = match (cohort.peers, cohort.null_reason) {
        (Some(peers), _) => format::count(peers),
        (None, Some(NullReason::SuppressedSmallN)) => "too few".to_owned(),
        (None, _) => "not known".to_owned(),
    };
    let title = label(cohort);
    view! {
        <button type="button" class="pick-x" title=title aria-current=(kind == current).then_some("true") on:click=move |_| go(&navigate, id, kind)>
            {kind.words()}<span class="num muted">{peers}</span>
        </button>
    }
}

/// The saved segments, to be compared with the clients of one.
fn segment_choice(id: ClientId, saved: Vec<Segment>, segment: Option<SegmentId>) -> AnyView {
    let navigate = use_navigate();
    let choose = move |text: String| {
        let tab = routes::client_tab(id, "benchmark");
        let address = match text.parse::<SegmentId>() {
            Ok(segment) => format!("{tab}?cohort={}&segment_id={segment}", CohortKind::SavedSegment),
            Err(_) => tab,
        };
        navigate(&address, NavigateOptions { scroll: false, ..Default::default() });
    };
    let options: Vec<_> = saved
        .into_iter()
        .map(|saved| {
            let is_chosen = segment == Some(saved.id);
            view! { <option value=saved.id.to_string() selected=is_chosen>{saved.name}</option> }
        })
        .collect();
    view! {
        <label class="mt-2 flex flex-wrap items-center gap-2 no-print text-[12px]">
            <span class="muted">"Or with the clients of a segment"</span>
            <select class="select-x max-w-full" on:change:target=move |event| choose(event.target().value())>
                <option value="" selected=segment.is_none()>"None"</option>
                {options}
            </select>
        </label>
    }
}

fn go(navigate: &impl Fn(&str, NavigateOptions), id: ClientId, kind: CohortKind) {
    let address = format!("{}?cohort={kind}", routes::client_tab(id, "benchmark"));
    navigate(&address, NavigateOptions { scroll: false, ..Default::default() });
}

/// What the clients of a cohort have in common, as people read it.
fn label(cohort: &CohortDescription) -> String {
    let Some(text) = &cohort.label else {
        return format!("clients of the same {}", cohort.cohort.words().to_lowercase());
    };
    match cohort.cohort {
        CohortKind::All => "all clients".to_owned(),
        CohortKind::Tier | CohortKind::TierIndustry => {
            let (tier, rest) = text.split_once(' ').unwrap_or((text, ""));
            let tier = tier.parse::<ContractTier>().map_or_else(|_| tier.to_owned(), |tier| tier.words().to_owned());
            if rest.is_empty() { format!("{tier} clients") } else { format!("{tier} clients {rest}") }
        }
        CohortKind::Industry => format!("clients in {text}"),
        CohortKind::SavedSegment => format!("clients of the segment {text}"),
        CohortKind::Size | CohortKind::Tenure => format!("clients with {text}"),
    }
}

/// Says plainly that nothing is compared, why, and with whom it can be.
fn too_few(id: ClientId, data: &Benchmark, reason: NullReason) -> AnyView {
    let (title, text) = match reason {
        NullReason::SuppressedSmallN => (
            "Too few peers to compare with",
            "Fewer than five other clients are in this cohort. Nothing of them is shown, so that nobody can be recognised.".to_owned(),
        ),
        _ if data.as_of.is_none() => (
            "Nothing is computed yet",
            "The first comparison appears with the first health score of this client.".to_owned(),
        ),
        _ => ("This cohort is not known", format!("The client has no value for it: {}", reason.words().to_lowercase())),
    };
    let offered = data.offered.as_ref().map(|offered| {
        let href = format!("{}?cohort={}", routes::client_tab(id, "benchmark"), offered.cohort);
        let peers = offered.peers.map(|peers| format!(" ({})", format::count(peers)));
        view! { <a class="button button-primary" href=href>{format!("Compare with {}", label(offered))}{peers}</a> }
    });
    view! {
        <section class="card-x" aria-label="Percentiles">
            <EmptyState icon="users" title text>{offered}</EmptyState>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cohorts_are_said_in_words() {
        let cohort = |cohort, text: Option<&str>| CohortDescription {
            cohort,
            label: text.map(str::to_owned),
            peers: None,
            null_reason: None,
        };
        assert_eq!(label(&cohort(CohortKind::Tier, Some("ENTERPRISE"))), "Enterprise clients");
        assert_eq!(
            label(&cohort(CohortKind::TierIndustry, Some("ENTERPRISE in Real estate"))),
            "Enterprise clients in Real estate"
        );
        assert_eq!(label(&cohort(CohortKind::Industry, Some("Retail"))), "clients in Retail");
        assert_eq!(label(&cohort(CohortKind::All, Some("All clients"))), "all clients");
        assert_eq!(label(&cohort(CohortKind::Size, None)), "clients of the same size");
    }
}
