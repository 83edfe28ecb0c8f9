use api_types::{
    analytics::{Facets, PortfolioSummary},
    page::Page,
    segments::Segment,
};
use leptos::prelude::*;

use super::page::Query;
use crate::{
    components::{For, Icon, Show},
    load::Loaded,
    query::Portfolio,
    view,
    words::Words,
};

/// One active filter: what it says, and the query without it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chip {
    text: String,
    without: Portfolio,
}

/// The active filters, each removable, and all at once.
#[component]
pub(super) fn Chips(query: Query, summary: Loaded<PortfolioSummary>, segments: Loaded<Page<Segment>>) -> impl IntoView {
    let facets = Memo::new(move |_| {
        summary.data.with(|summary| summary.as_ref().map(|summary| summary.facets.clone()).unwrap_or_default())
    });
    let active =
        move || query.now.with(|now| facets.with(|facets| segments.data.with(|page| chips(now, facets, known(page)))));
    view! {
        <Show when=move || query.now.get().is_filtered()>
            <div class="flex flex-wrap items-center gap-1.5 px-3 pb-3 -mt-1">
                <ul class="contents" aria-label="Active filters">
                    <For each=active key=|chip| chip.text.clone() let:chip>
                        <li class="chip">
                            <span class="truncate">{chip.text.clone()}</span>
                            <button type="button" class="chip-button" aria-label=format!("Remove {}", chip.text)
                                on:click=move |_| query.go.run(chip.without.clone())><Icon name="x" class="size-3"/></button>
                        </li>
                    </For>
                </ul>
                <button type="button" class="link-x text-[12px] px-1" on:click=move |_| query.go.run(query.now.get_untracked().unfiltered())>
                    "Clear all"
                </button>
            </div>
        </Show>
    }
}

fn known(page: &Option<Page<Segment>>) -> &[Segment] {
    page.as_ref().map(|page| page.data.as_slice()).unwrap_or_default()
}

fn chips(now: &Portfolio, facets: &Facets, segments: &[Segment]) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut add = |text: String, change: &dyn Fn(&mut Portfolio)| {
        chips.push(Chip { text, without: now.changed(change) });
    };
    if let Some(id) = now.segment_id {
        let name = segments.iter().find(|segment| segment.id == id).map_or("saved", |segment| &segment.name);
        add(format!("In segment {name}"), &|query| query.segment_id = None);
    }
    if !now.also.is_empty() {
        add("Other filters of the view".to_owned(), &|query| query.also.clear());
    }
    for value in &now.health_status {
        add(value.words().to_owned(), &|query| query.health_status.retain(|other| other != value));
    }
    for value in &now.contract_tier {
        add(value.words().to_owned(), &|query| query.contract_tier.retain(|other| other != value));
    }
    for value in &now.industry {
        add(value.clone(), &|query| query.industry.retain(|other| other != value));
    }
    for value in &now.csm_id {
        let id = value.to_string();
        let name = facets.csms.iter().find(|facet| facet.value == id).map_or("one person", |facet| &facet.label);
        add(format!("CSM {name}"), &|query| query.csm_id.retain(|other| other != value));
    }
    for value in &now.tags {
        add(format!("Tag {value}"), &|query| query.tags.retain(|other| other != value));
    }
    for value in &now.segment {
        add(format!("Segment {value}"), &|query| query.segment.retain(|other| other != value));
    }
    for value in &now.lifecycle_status {
        add(value.words().to_owned(), &|query| query.lifecycle_status.retain(|other| other != value));
    }
    if let Some(window) = now.renewal {
        add(format!("Renewal {}", window.label().to_lowercase()), &|query| query.renewal = None);
    }
    if !now.q.is_empty() {
        add(format!("Name has “{}”", now.q), &|query| query.q.clear());
    }
    chips
}

#[cfg(test)]
mod tests {
    use domain::health::HealthStatus;

    use super::*;

    #[test]
    fn a_chip_removes_its_filter_and_no_other() {
        let now = Portfolio {
            health_status: vec![HealthStatus::Critical, HealthStatus::AtRisk],
            tags: vec!["pilot".to_owned()],
            q: "acme".to_owned(),
            page: 4,
            ..Portfolio::default()
        };
        let chips = chips(&now, &Facets::default(), &[]);
        let texts: Vec<&str> = chips.iter().map(|chip| chip.text.as_str()).collect();
        assert_eq!(texts, ["Critical", "At risk", "Tag pilot", "Name has “acme”"]);
        assert_eq!(chips[0].without, Portfolio { health_status: vec![HealthStatus::AtRisk], page: 1, ..now });
    }
}
