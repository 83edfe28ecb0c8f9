use api_types::{
    clients::ClientListItem,
    page::{Page, Pagination},
    renewals::RenewalSummary,
};
use chrono::{Months, NaiveDate};
use domain::{
    StaffId,
    client::ContractTier,
    revenue::{RenewalStatus, RenewalValueBand},
};
use leptos::prelude::*;

use super::{buckets, csms, months, rows};
use crate::{
    api::Client as Api,
    components::{EmptyState, ErrorPanel, set_crumbs},
    load::Loaded,
    pages::insights::{
        asked::{Asked, Known, Place, is, is_page},
        waiting,
    },
    routes, view,
};

/// What the address may ask for: as the server spells it, but for the month.
const KNOWN: &[Known] = &[
    ("renewal_status", is::<RenewalStatus>),
    ("renewal_within_days", |value| value.parse::<i64>().is_ok_and(|days| (0..=3_650).contains(&days))),
    ("month", |value| month(value).is_some()),
    ("value_band", is::<RenewalValueBand>),
    ("at_risk", is::<bool>),
    ("contract_tier", is::<ContractTier>),
    ("csm_id", is::<StaffId>),
    ("sort", rows::is_sort),
    ("page", is_page),
];

/// Parameters that narrow nothing.
pub(super) const NO_FILTERS: &[&str] = &["sort", "page"];

/// The first day of `2026-07`.
pub(super) fn month(text: &str) -> Option<NaiveDate> {
    format!("{text}-01").parse().ok()
}

/// The query of the server.
fn search(asked: &Asked) -> String {
    let mut parts = vec![asked.search(&["month"])];
    if let Some(first) = asked.get("month").and_then(month) {
        let last = (first + Months::new(1)).pred_opt().unwrap_or(first);
        parts.push(format!("next_renewal_date_after={first}&next_renewal_date_before={last}"));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("&")
}

/// The page.
#[component]
pub fn Renewals() -> impl IntoView {
    set_crumbs(&[("Renewals", None)]);
    let api = Api::from_context();
    let place = Place::here(routes::RENEWALS.to_owned(), KNOWN);
    let renewals = Loaded::<RenewalSummary>::new(move || place.now.with(search), move |search| api.renewals(&search));
    // The figures stay as they are while the list is filtered.
    let all = Memo::new(move |_| renewals.data.with(|data| data.as_ref().map(without_list)));
    let list = Memo::new(move |_| renewals.data.with(|data| data.as_ref().map(|data| data.list.clone())));
    let is_there = Memo::new(move |_| all.with(Option::is_some));
    view! {
        <h1 class="sr-only">"Renewals"</h1>
        {move || match (is_there.get(), renewals.error.get()) {
            (true, error) => view! {
                {error.map(|error| view! { <div class="card-x mb-4"><ErrorPanel error on_retry=renewals.retry()/></div> })}
                {body(place, all, list, renewals.is_loading)}
            },
            (false, Some(error)) => view! { <div class="card-x"><ErrorPanel error on_retry=renewals.retry()/></div> },
            (false, None) => waiting("renewals"),
        }}
    }
}

fn without_list(data: &RenewalSummary) -> RenewalSummary {
    let pagination = Pagination { page: None, limit: 0, total: 0, pages: None, next_cursor: None };
    RenewalSummary { list: Page { data: vec![], pagination }, ..data.clone() }
}

fn body(
    place: Place,
    all: Memo<Option<RenewalSummary>>,
    list: Memo<Option<Page<ClientListItem>>>,
    is_loading: RwSignal<bool>,
) -> AnyView {
    let is_empty = Memo::new(move |_| all.with(|all| all.as_ref().is_none_or(|all| all.total.clients == 0)));
    view! {
        {move || if is_empty.get() {
            view! {
                <section class="card-x" aria-label="Renewals">
                    <EmptyState icon="calendar-days" title="There is nothing to renew"
                        text="Renewals appear with the first active client you may see: an import or the CRM brings them.">
                        <a class="button" href=routes::PORTFOLIO>"Open the portfolio"</a>
                    </EmptyState>
                </section>
            }
        } else {
            view! {
                {move || all.get().map(|data| view! {
                    {buckets::cards(place, &data)}
                    <div class="mt-4 grid min-[1200px]:grid-cols-[minmax(0,1fr)_24rem] gap-4 items-start">
                        {months::card(place, data.clone())}
                        {csms::card(place, data)}
                    </div>
                })}
                {rows::card(place, all, list, is_loading)}
            }
        }}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_asked_for_by_its_days() {
        let asked = Asked::read(KNOWN, |name| {
            let value = match name {
                "month" => "2026-12",
                "value_band" => "HIGH,HUGE",
                "renewal_within_days" => "-4",
                _ => return None,
            };
            Some(value.to_owned())
        });
        assert_eq!(
            search(&asked),
            "value_band=HIGH&next_renewal_date_after=2026-12-01&next_renewal_date_before=2026-12-31"
        );
        assert_eq!(search(&Asked::default()), "");
        assert_eq!(month("2026-13"), None);
    }
}
