use api_types::clients::ClientListItem;
use leptos::prelude::*;

use super::cells;
use crate::{
    components::{Band, NotAvailable},
    format, routes, view,
};

/// The clients on a phone.
#[component]
pub(super) fn List(rows: Vec<ClientListItem>) -> impl IntoView {
    view! {
        <ul class="md:hidden divide-y divide-base-300 border-t border-base-300">
            {rows.iter().map(entry).collect_view()}
        </ul>
    }
}

fn entry(row: &ClientListItem) -> impl IntoView + use<> {
    let money = row.annual_recurring_revenue.map(|amount| format::money(amount, &row.currency));
    let renewal = row.days_to_renewal.map(|days| match days {
        days if days < 0 => format!("renewal {}", format::due(days)),
        days => format!("renews {}", format::due(days)),
    });
    let facts: Vec<String> = money.into_iter().chain(renewal).collect();
    let score = match row.current_health_score {
        Some(score) => view! {
            <div class="num text-[16px] font-semibold leading-5">{score}</div>
            {row.health_status.map(|status| view! { <Band status class="text-[11px]"/> })}
        },
        None => {
            view! { <span class="relative z-10"><NotAvailable reason=row.current_health_score_null_reason/></span> }
        }
    };
    view! {
        <li class="p-3 flex items-center gap-3 relative hover:bg-base-200">
            <div class="grow min-w-0">
                <a href=routes::client(row.id) class="block font-semibold truncate after:absolute after:inset-0">{row.name.clone()}</a>
                <div class="muted text-[12px] truncate">{cells::kind(row)}</div>
                <div class="num muted text-[12px] truncate">{facts.join(" · ")}</div>
            </div>
            <span class="max-[359px]:hidden">{(!row.health_sparkline.is_empty()).then(|| cells::line(row, 52.0))}</span>
            <div class="text-right shrink-0">{score}</div>
        </li>
    }
}
