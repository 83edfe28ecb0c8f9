use api_types::benchmarks::{BenchmarkMetric, ClientBenchmark};
use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::{components::NotAvailable, format, view};

/// Each figure beside the mean, the median, P90 and the best of the peers.
pub(super) fn card(data: &ClientBenchmark) -> AnyView {
    view! {
        <section class="card-x min-w-0 mt-4" aria-label="Gaps">
            <h2 class="font-semibold text-[14px] px-4 pt-4">{title(data)}</h2>
            <table class="table-x mt-1">
                <caption class="sr-only">"Figures beside those of the peers"</caption>
                <thead><tr>
                    <th scope="col" class="pl-4!">"Figure"</th>
                    <th scope="col" class="text-right!">"This client"</th>
                    <th scope="col" class="w-[18%] max-sm:hidden">"Percentile"</th>
                    <th scope="col" class="text-right!">"Peer mean"</th>
                    <th scope="col" class="text-right! max-xl:hidden">"Median"</th>
                    <th scope="col" class="text-right! max-xl:hidden">"P90"</th>
                    <th scope="col" class="text-right! max-lg:hidden">"Best in class"</th>
                    <th scope="col" class="text-right! max-md:hidden">"Gap to mean"</th>
                    <th scope="col" class="text-right! pr-4! max-lg:hidden">"Gap to best"</th>
                </tr></thead>
                <tbody>{data.metrics.iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}

/// The figure that lags most, in its own unit.
fn title(data: &ClientBenchmark) -> String {
    let lowest = data.gaps.first().and_then(|key| data.metrics.iter().find(|metric| metric.key == *key));
    match lowest.and_then(|metric| Some((metric, metric.gap?))) {
        Some((metric, gap)) => {
            let word = if gap.is_sign_negative() { "below" } else { "above" };
            format!("{}: {} {word} the peers", metric.name, format::quantity(gap.abs(), &metric.unit))
        }
        None => "No figure is among the lowest quarter".to_owned(),
    }
}

fn quantity(value: Option<Decimal>, metric: &BenchmarkMetric) -> AnyView {
    match value {
        Some(value) if metric.unit == "%" => format::quantity(value, "%").into_any(),
        Some(value) => format::number(value).into_any(),
        None => view! { <NotAvailable reason=metric.null_reason/> },
    }
}

/// A gap with its sign; whether it is welcome depends on the figure.
fn gap(value: Option<Decimal>, metric: &BenchmarkMetric) -> AnyView {
    let Some(value) = value else { return view! { <NotAvailable reason=metric.null_reason/> } };
    let color = match () {
        () if value.is_zero() => "muted",
        () if value.is_sign_negative() == metric.lower_is_better => "good",
        () => "bad",
    };
    let sign = if value > Decimal::ZERO { "+" } else { "" };
    view! { <span class=format!("font-medium {color}")>{sign}{format::number(value)}</span> }
}

fn row(metric: &BenchmarkMetric) -> AnyView {
    let percentile = match metric.percentile {
        Some(percentile) => view! {
            <span class="num text-[12px]">{format::ordinal(percentile.into())}</span>
            <span class="bar mt-1 block" aria-hidden="true"><span class="bg-primary!" style:width=format!("{percentile}%")></span></span>
        },
        None => view! { <NotAvailable reason=metric.null_reason/> },
    };
    let low = (metric.underperforms == Some(true))
        .then(|| view! { <span class="block AT_RISK text-[12px] font-medium">"Lowest quarter"</span> });
    let better =
        metric.lower_is_better.then(|| view! { <span class="block muted text-[12px]">"Less is better"</span> });
    let on_phone =
        metric.gap.map(|_| view! { <span class="md:hidden block text-[12px]">{gap(metric.gap, metric)}</span> });
    view! {
        <tr>
            <th scope="row" class="pl-4! font-normal! text-[13px]! text-base-content! whitespace-normal!">{metric.name.clone()}{better}{low}</th>
            <td class="num text-right font-medium">{own(metric)}</td>
            <td class="max-sm:hidden">{percentile}</td>
            <td class="num text-right">{quantity(metric.peer_mean, metric)}{on_phone}</td>
            <td class="num text-right max-xl:hidden">{quantity(metric.peer_median, metric)}</td>
            <td class="num text-right max-xl:hidden">{quantity(metric.peer_p90, metric)}</td>
            <td class="num text-right max-lg:hidden">{quantity(metric.best_in_class, metric)}</td>
            <td class="num text-right max-md:hidden">{gap(metric.gap, metric)}</td>
            <td class="num text-right pr-4! max-lg:hidden">{gap(metric.gap_to_best, metric)}</td>
        </tr>
    }
}

/// One's own figure is there, however few the peers.
fn own(metric: &BenchmarkMetric) -> AnyView {
    quantity(metric.value, metric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::client::benchmark::takeaway::tests::{example, metric};

    #[test]
    fn the_largest_gap_is_said_in_its_unit() {
        let data = example(vec![metric("health_score", Some(8))], &["health_score"]);
        assert_eq!(title(&data), "health_score: 14.3\u{a0}points below the peers");
        assert_eq!(title(&example(vec![], &[])), "No figure is among the lowest quarter");
    }
}
