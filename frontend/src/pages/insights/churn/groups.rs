use api_types::churn::{ChurnGroup, ChurnGroups, PortfolioChurnRisk};
use domain::client::{ContractTier, SizeSegment};
use leptos::prelude::*;

use super::takeaway;
use crate::{format, pages::insights::asked::Place, view, words::Words};

/// Dimensions the server groups by, and their names; each is a filter of the list, too.
pub(super) const DIMENSIONS: [(&str, &str); 4] =
    [("contract_tier", "Tier"), ("size_segment", "Size"), ("industry", "Industry"), ("segment", "Segment")];

/// Groups shown at first.
const SHOWN: usize = 8;

/// Where the risk lies: by tier, size, industry or segment.
pub(super) fn card(place: Place, data: PortfolioChurnRisk) -> AnyView {
    let is_whole = RwSignal::new(false);
    let by = move || place.now.with(|now| now.get("by").unwrap_or(DIMENSIONS[0].0).to_owned());
    let data = StoredValue::new(data);
    let shown = move || {
        let by = by();
        data.with_value(|data| {
            let groups = data.groups.iter().find(|groups| groups.dimension == by)?;
            let title = takeaway::groups(groups, &data.currency);
            Some(view! {
                <h2 class="font-semibold text-[14px] px-4 pt-4">{title}</h2>
                {choices(place)}
                {table(place, groups, &data.currency, is_whole)}
            })
        })
    };
    view! { <section class="card-x min-w-0 mt-4" aria-label="Where the risk lies">{shown}</section> }
}

fn choices(place: Place) -> AnyView {
    view! {
        <nav class="mt-2 mb-2 px-4 flex flex-wrap gap-1.5 no-print" aria-label="Group by">
            {DIMENSIONS.map(|(key, name)| {
                let usual = key == DIMENSIONS[0].0;
                let is_here = move || place.is_at("by", key) || (usual && place.is_at("by", ""));
                view! {
                    <button type="button" class="pick-x" aria-current=move || is_here().then_some("true")
                        on:click=move |_| place.set("by", if usual { "" } else { key })>{name}</button>
                }
            })}
        </nav>
    }
}

fn table(place: Place, groups: &ChurnGroups, currency: &str, is_whole: RwSignal<bool>) -> AnyView {
    let (dimension, name) = *DIMENSIONS.iter().find(|(key, _)| *key == groups.dimension).unwrap_or(&DIMENSIONS[0]);
    let rows: Vec<_> = groups
        .groups
        .iter()
        .enumerate()
        .map(|(index, group)| row(place, dimension, group, currency, index >= SHOWN, is_whole))
        .collect();
    let more = groups.groups.len().saturating_sub(SHOWN);
    view! {
        <table class="table-x">
            <caption class="sr-only">"Churn risk by "{name.to_lowercase()}</caption>
            <thead><tr>
                <th scope="col" class="pl-4!">{name}</th>
                <th scope="col" class="text-right!">"Clients"</th>
                <th scope="col" class="text-right! max-sm:hidden">"Mean risk"</th>
                <th scope="col" class="max-md:hidden w-[30%]">"Low, medium, high"</th>
                <th scope="col" class="text-right!">"At high risk"</th>
                <th scope="col" class="text-right! pr-4! max-lg:hidden">"Of ARR"</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {(more > 0).then(|| view! {
            <button type="button" class="link-x px-4 py-2.5 border-t border-base-300 w-full text-left no-print"
                on:click=move |_| is_whole.update(|whole| *whole = !*whole)>
                {move || if is_whole.get() { "Show fewer".to_owned() } else { format!("Show {more} more") }}
            </button>
        })}
    }
}

fn row(
    place: Place,
    dimension: &'static str,
    group: &ChurnGroup,
    currency: &str,
    is_more: bool,
    is_whole: RwSignal<bool>,
) -> AnyView {
    let name = value(dimension, group.value.as_deref());
    let name = match group.value.clone() {
        Some(value) => view! { <a class="link-x" href=move || place.href(dimension, &value)>{name}</a> },
        None => view! { <span class="muted">{name}</span> },
    };
    let of = |clients: i64| format!("{}%", 100.0 * clients as f64 / group.scored.max(1) as f64);
    let parts = [("HEALTHY", group.low), ("MONITOR", group.medium), ("CRITICAL", group.high)]
        .into_iter()
        .filter(|(_, clients)| *clients > 0)
        .map(|(color, clients)| view! { <span class=color style:width=of(clients)></span> });
    let counts = format!("{} low, {} medium, {} high", group.low, group.medium, group.high);
    let share = rust_decimal::prelude::ToPrimitive::to_f64(&group.arr_high)
        .zip(rust_decimal::prelude::ToPrimitive::to_f64(&group.arr))
        .filter(|(_, arr)| *arr > 0.0)
        .map(|(high, arr)| format::percent_of(100.0 * high / arr));
    let unknown = (group.n_without_arr > 0)
        .then(|| format!("The ARR of {} is unknown", format::counted(group.n_without_arr, "client", "clients")));
    view! {
        <tr hidden=move || is_more && !is_whole.get()>
            <th scope="row" class="pl-4! font-normal! text-[13px]! whitespace-normal!">{name}</th>
            <td class="num text-right">{format::count(group.clients)}</td>
            <td class="num text-right max-sm:hidden">{group.average_score.map_or_else(|| format::NONE.to_owned(), format::percent)}</td>
            <td class="max-md:hidden"><span class="strip-x" aria-hidden="true">{parts.collect_view()}</span><span class="sr-only">{counts.clone()}</span></td>
            <td class="num text-right" title=unknown>
                <span class="font-medium">{format::money_short(group.arr_high, currency)}</span>
                <span class="muted text-[12px] block">{format::counted(group.high, "client", "clients")}</span>
            </td>
            <td class="num text-right pr-4! max-lg:hidden">{share.unwrap_or_else(|| format::NONE.to_owned())}</td>
        </tr>
    }
}

/// A value as people read it.
pub(super) fn value(dimension: &str, value: Option<&str>) -> String {
    let Some(value) = value else {
        return if dimension == "industry" { "Other".to_owned() } else { "None given".to_owned() };
    };
    let words = match dimension {
        "contract_tier" => value.parse::<ContractTier>().ok().map(Words::words),
        "size_segment" => value.parse::<SizeSegment>().ok().map(Words::words),
        _ => None,
    };
    words.map_or_else(|| value.to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn values_are_written_as_people_read_them() {
        assert_eq!(value("contract_tier", Some("ENTERPRISE")), "Enterprise");
        assert_eq!(value("size_segment", Some("SMB")), "Small business");
        assert_eq!(value("industry", None), "Other");
        assert_eq!(value("segment", Some("Strategic")), "Strategic");
    }
}
