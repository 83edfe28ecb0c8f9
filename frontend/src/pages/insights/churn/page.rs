use api_types::{
    churn::{ChurnRiskClient, PortfolioChurnRisk},
    page::{Page, Pagination},
};
use domain::{
    StaffId,
    client::{ContractTier, SizeSegment},
    health::ChurnCategory,
};
use leptos::prelude::*;

use super::{
    groups::{self, DIMENSIONS},
    parts, rows, spread,
};
use crate::{
    api::Client as Api,
    components::{EmptyState, ErrorPanel, set_crumbs},
    load::Loaded,
    pages::insights::{
        asked::{Known, Place, any, is, is_page},
        waiting,
    },
    routes, view,
};

/// What the address may ask for; `by` is the page's own matter, all else goes to the server.
const KNOWN: &[Known] = &[
    ("churn_risk_category", is::<ChurnCategory>),
    ("contract_tier", is::<ContractTier>),
    ("size_segment", is::<SizeSegment>),
    ("segment", any),
    ("industry", any),
    ("csm_id", is::<StaffId>),
    ("by", |value| DIMENSIONS.iter().any(|(key, _)| *key == value)),
    ("sort", rows::is_sort),
    ("page", is_page),
];

/// Parameters that narrow nothing.
pub(super) const NO_FILTERS: &[&str] = &["by", "sort", "page"];

/// The page.
#[component]
pub fn ChurnRisk() -> impl IntoView {
    set_crumbs(&[("Analytics", Some(routes::ANALYTICS)), ("Churn risk", None)]);
    let api = Api::from_context();
    let place = Place::here(routes::CHURN_RISK.to_owned(), KNOWN);
    let risk = Loaded::<PortfolioChurnRisk>::new(
        move || place.now.with(|now| now.search(&["by"])),
        move |search| api.churn_risks(&search),
    );
    // The figures stay as they are while the list is filtered.
    let all = Memo::new(move |_| risk.data.with(|risk| risk.as_ref().map(without_list)));
    let list = Memo::new(move |_| risk.data.with(|risk| risk.as_ref().map(|risk| risk.list.clone())));
    let is_there = Memo::new(move |_| all.with(Option::is_some));
    view! {
        <h1 class="sr-only">"Churn risk"</h1>
        {move || match (is_there.get(), risk.error.get()) {
            (true, error) => view! {
                {error.map(|error| view! { <div class="card-x mb-4"><ErrorPanel error on_retry=risk.retry()/></div> })}
                {body(place, all, list, risk.is_loading)}
            },
            (false, Some(error)) => view! { <div class="card-x"><ErrorPanel error on_retry=risk.retry()/></div> },
            (false, None) => waiting("churn risk"),
        }}
    }
}

fn without_list(risk: &PortfolioChurnRisk) -> PortfolioChurnRisk {
    let pagination = Pagination { page: None, limit: 0, total: 0, pages: None, next_cursor: None };
    PortfolioChurnRisk { list: Page { data: vec![], pagination }, ..risk.clone() }
}

fn body(
    place: Place,
    all: Memo<Option<PortfolioChurnRisk>>,
    list: Memo<Option<Page<ChurnRiskClient>>>,
    is_loading: RwSignal<bool>,
) -> AnyView {
    let figures = move || {
        all.get().map(|data| {
        if data.scored == 0 {
            return view! {
                <section class="card-x" aria-label="Churn risk">
                    <EmptyState icon="triangle-alert" title="No client has a churn risk yet"
                        text="It is computed with health, as soon as usage, support or contacts of a client are known.">
                        <a class="button" href=routes::PORTFOLIO>"Open the portfolio"</a>
                    </EmptyState>
                </section>
            };
        }
        view! {
            {parts::figures(&data)}
            <div class="mt-4 grid min-[1200px]:grid-cols-[minmax(0,1fr)_20rem] gap-4 items-stretch">
                {spread::card(data.clone())}
                {parts::categories(place, &data)}
            </div>
            {groups::card(place, data)}
        }
    })
    };
    view! {
        {figures}
        {rows::card(place, all, list, is_loading)}
    }
}
