use api_types::churn::{ChurnFactor, ClientChurnRisk};
use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::{components::EmptyState, format, view, words};

/// What raises and lowers the risk, heaviest first.
pub(super) fn card(data: &ClientChurnRisk) -> AnyView {
    let (protective, raising): (Vec<_>, Vec<_>) = data.factors.iter().partition(|factor| factor.is_protective);
    let body = if raising.is_empty() {
        view! { <div class="-my-4"><EmptyState icon="circle-check" title="Nothing raises the risk" text="No rule finds a reason to worry."/></div> }
    } else {
        view! { <ul class="mt-2 divide-y divide-base-300">{raising.iter().map(|one| factor(one)).collect_view()}</ul> }
    };
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Contributing factors">
            <h2 class="font-semibold text-[14px]">{title(&data.factors)}</h2>
            {body}
            {(!protective.is_empty()).then(|| view! {
                <h3 class="font-semibold mt-4">"Speaks for the client"</h3>
                <ul class="mt-1 divide-y divide-base-300">{protective.iter().map(|one| factor(one)).collect_view()}</ul>
            })}
        </section>
    }
}

/// What weighs most.
fn title(factors: &[ChurnFactor]) -> String {
    match factors.iter().find(|factor| !factor.is_protective) {
        Some(first) => match first.share_percent {
            Some(share) => {
                format!("{} makes {} of what raises the risk", words::factor(&first.factor), format::percent(share))
            }
            None => format!("{} raises the risk most", words::factor(&first.factor)),
        },
        None => "Contributing factors".to_owned(),
    }
}

fn factor(factor: &ChurnFactor) -> AnyView {
    let (word, color) = match factor.impact.as_str() {
        _ if factor.is_protective => ("Protective", "HEALTHY"),
        "high" => ("High impact", "CRITICAL"),
        "medium" => ("Medium impact", "MONITOR"),
        _ => ("Low impact", "muted"),
    };
    let points = Decimal::try_from(factor.points).unwrap_or_default();
    let share = factor.share_percent.map(|share| view! {
        <span class="bar mt-1.5 block" aria-hidden="true"><span class=color style:width=format!("{share}%")></span></span>
    });
    view! {
        <li class="py-2.5">
            <div class="flex flex-wrap items-baseline gap-x-3">
                <span class="font-medium min-w-0">{words::factor(&factor.factor)}</span>
                <span class=format!("ml-auto font-medium text-[12px] {color}")>{word}</span>
                <span class="num muted text-[12px] w-20 text-right" title="Log-odds it adds">{format!("{} points", format::signed_points(points))}</span>
                <span class="num w-12 text-right">{factor.share_percent.map(format::percent)}</span>
            </div>
            <p class="muted text-[12px] leading-4 mt-0.5">{factor.detail.clone()}</p>
            {share}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_factor_is_the_title() {
        let one = |key: &str, is_protective, share_percent| ChurnFactor {
            factor: key.to_owned(),
            impact: "high".to_owned(),
            is_protective,
            detail: String::new(),
            points: 1.1,
            share_percent,
            value: None,
        };
        let two = [one("engaged", true, None), one("usage_decline", false, Some(46))];
        assert_eq!(title(&two), "Usage decline makes 46\u{a0}% of what raises the risk");
        assert_eq!(title(&two[..1]), "Contributing factors");
    }
}
