use api_types::renewals::RenewalSummary;
use domain::{
    client::ContractTier,
    revenue::{RenewalStatus, RenewalValueBand},
    staff::Role,
};
use leptos::prelude::*;

use super::months::MonthKey;
use crate::{
    components::{FilterChoice, FilterMenu, Show},
    format,
    pages::insights::{asked::Place, list::closed},
    session::Session,
    view,
    words::Words,
};

fn choice(value: String, label: String, clients: Option<i64>) -> FilterChoice {
    FilterChoice { value, label, clients }
}

/// The filter bar.
pub(super) fn bar(place: Place, all: Memo<Option<RenewalSummary>>) -> AnyView {
    let session = Session::from_context();
    let sees_several = move || session.me().is_some_and(|me| !matches!(me.role, Role::Csm | Role::SeniorCsm));
    let of = move |choices: fn(&RenewalSummary) -> Vec<FilterChoice>| {
        Signal::derive(move || all.with(|all| all.as_ref().map(choices).unwrap_or_default()))
    };
    let at_risk = Signal::stored(vec![
        choice("true".to_owned(), "At risk".to_owned(), None),
        choice("false".to_owned(), "Not at risk".to_owned(), None),
    ]);
    view! {
        <div class="relative flex flex-wrap items-center gap-2 px-4 py-3 no-print">
            <FilterMenu label="Status" choices=closed(RenewalStatus::ALL) selected=place.chosen("renewal_status") on_change=place.setter("renewal_status")/>
            <FilterMenu label="Due within" is_single=true choices=of(windows) selected=place.chosen("renewal_within_days") on_change=place.setter("renewal_within_days")/>
            <FilterMenu label="Month" is_single=true choices=of(months) selected=place.chosen("month") on_change=place.setter("month")/>
            <FilterMenu label="Value" choices=of(values) selected=place.chosen("value_band") on_change=place.setter("value_band")/>
            <FilterMenu label="Risk" is_single=true choices=at_risk selected=place.chosen("at_risk") on_change=place.setter("at_risk")/>
            <FilterMenu label="Tier" choices=closed(ContractTier::ALL) selected=place.chosen("contract_tier") on_change=place.setter("contract_tier")/>
            <Show when=sees_several>
                <FilterMenu label="CSM" choices=of(csms) selected=place.chosen("csm_id") on_change=place.setter("csm_id")/>
            </Show>
        </div>
    }
}

fn windows(all: &RenewalSummary) -> Vec<FilterChoice> {
    let one = |window: &api_types::renewals::RenewalWindow| {
        choice(window.days.to_string(), format!("{} days", window.days), Some(window.figures.clients))
    };
    all.windows.iter().map(one).collect()
}

fn months(all: &RenewalSummary) -> Vec<FilterChoice> {
    let due = all.months.iter().filter(|month| month.figures.clients > 0);
    due.map(|one| choice(one.month.format_month(), format::short_month(one.month), Some(one.figures.clients))).collect()
}

fn csms(all: &RenewalSummary) -> Vec<FilterChoice> {
    let named = all.csms.iter().filter_map(|one| one.csm.as_ref());
    named.map(|csm| choice(csm.id.to_string(), csm.name.clone(), None)).collect()
}

fn values(all: &RenewalSummary) -> Vec<FilterChoice> {
    let band = |band: &RenewalValueBand| choice(band.to_string(), value(all, *band), None);
    RenewalValueBand::ALL.iter().map(band).collect()
}

/// `High, $5K or more`.
pub(super) fn value(all: &RenewalSummary, band: RenewalValueBand) -> String {
    let range = all.value_bands.iter().find(|one| one.value_band == band);
    let money = |amount| format::money_short(amount, &all.currency);
    let range = range.map(|range| match (range.arr_from, range.arr_below) {
        (Some(from), None) => format!(", {} or more", money(from)),
        (Some(from), Some(below)) => format!(", {} to {}", money(from), money(below)),
        (None, Some(below)) => format!(", below {}", money(below)),
        (None, None) => String::new(),
    });
    format!("{}{}", band.words(), range.unwrap_or_default())
}

/// What a filter says.
pub(super) fn chip(all: Option<&RenewalSummary>, name: &str, asked: &str) -> String {
    let text = match name {
        "renewal_status" => asked.parse::<RenewalStatus>().ok().map(|status| status.words().to_owned()),
        "renewal_within_days" => Some(format!("Due within {asked} days")),
        "month" => super::page::month(asked).map(|day| format!("Due in {}", format::short_month(day))),
        "value_band" => asked.parse::<RenewalValueBand>().ok().map(|band| band.words().to_owned()),
        "at_risk" => Some(if asked == "true" { "At risk" } else { "Not at risk" }.to_owned()),
        "contract_tier" => asked.parse::<ContractTier>().ok().map(|tier| tier.words().to_owned()),
        _ => Some(csm(all, asked).map_or_else(|| "One CSM".to_owned(), |name| format!("CSM {name}"))),
    };
    text.unwrap_or_else(|| asked.to_owned())
}

fn csm<'a>(all: Option<&'a RenewalSummary>, id: &str) -> Option<&'a str> {
    let mut named = all?.csms.iter().filter_map(|one| one.csm.as_ref());
    named.find(|csm| csm.id.to_string() == id).map(|csm| csm.name.as_str())
}
