use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::{
    components::{Icon, Tip},
    format, view,
};

/// The card that figures stand in.
pub const FIGURES: &str =
    "card-x grid grid-cols-2 max-[359px]:grid-cols-1 lg:grid-cols-4 gap-px bg-base-300! overflow-hidden";

/// A figure, how it is computed, and what stands below it.
pub fn figure(name: &'static str, about: &'static str, value: AnyView, note: AnyView) -> AnyView {
    let label = format!("About {}", name.to_lowercase());
    view! {
        <div class="p-4 min-w-0 bg-base-100">
            <h2 class="flex items-center gap-1.5 muted text-[12px] font-normal">
                {name}<Tip text=about class="tip-icon" label><Icon name="info" class="size-3"/></Tip>
            </h2>
            <div class="num text-[20px] sm:text-[24px] leading-8 font-semibold tracking-tight">{value}</div>
            <div class="text-[12px] mt-0.5 flex flex-wrap items-center gap-x-1.5">{note}</div>
        </div>
    }
}

/// A change in money with its arrow.
pub fn money_change(amount: Decimal, currency: &str, less_is_better: bool) -> AnyView {
    let is_down = amount.is_sign_negative();
    let (color, icon, word) = match () {
        () if amount.is_zero() => ("muted", "minus", "unchanged "),
        () if is_down == less_is_better => ("good", if is_down { "arrow-down" } else { "arrow-up" }, "better "),
        () => ("bad", if is_down { "arrow-down" } else { "arrow-up" }, "worse "),
    };
    let sign = if amount > Decimal::ZERO { "+" } else { "" };
    let text = format!("{sign}{}", format::money_short(amount, currency));
    view! {
        <span class=format!("num inline-flex items-center gap-0.5 font-medium whitespace-nowrap {color}")>
            <Icon name=icon class="size-3"/><span class="sr-only">{word}</span>{text}
        </span>
    }
}

/// Figures, a chart and a list, before they have come.
pub fn waiting(what: &'static str) -> AnyView {
    view! {
        <p class="sr-only" role="status">{format!("Loading {what}")}</p>
        <div aria-hidden="true">
            <div class="card-x grid grid-cols-2 lg:grid-cols-4">
                {(0..4).map(|_| view! {
                    <div class="p-4"><span class="skel h-3 w-20"></span><span class="skel h-6 w-14 mt-2"></span><span class="skel h-3 w-28 max-w-full mt-2"></span></div>
                }).collect_view()}
            </div>
            <div class="mt-4 grid min-[1200px]:grid-cols-2 gap-4">
                {(0..2).map(|_| view! { <div class="card-x p-4"><span class="skel h-4 w-72 max-w-full"></span><span class="skel h-52 w-full mt-4"></span></div> }).collect_view()}
            </div>
            <div class="card-x p-4 mt-4"><span class="skel h-4 w-40"></span><span class="skel h-64 w-full mt-4"></span></div>
        </div>
    }
}
