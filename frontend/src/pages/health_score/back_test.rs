use api_types::simulation::{BackTested, HealthBackTest};
use leptos::prelude::*;

use super::told::as_i64;
use crate::{
    browser,
    components::{Band, Icon, Tip},
    format, view,
    words::Words,
};

const ABOUT: &str = "Clients at the beginning of each of four windows of 90 days, by the score they had then, and whether they were \
     gone at its end. The last window ended 30 days ago, so that who came back is not counted.";

/// How well the scores of a year told who left: what is in force beside the version.
#[component]
pub(super) fn BackTestPanel(test: HealthBackTest) -> impl IntoView {
    let (current, candidate) = (test.current.clone(), test.candidate.clone());
    let has_warnings = !candidate.warnings.is_empty();
    let warnings = candidate.warnings.iter().map(|warning| {
        view! { <p class="flex items-start gap-2 leading-5"><Icon name="triangle-alert" class="MONITOR mt-0.5"/>{warning.words()}</p> }
    });
    let warnings = has_warnings.then(|| {
        view! { <div class="mt-3 grid gap-1.5 rounded-lg border border-base-300 bg-base-200 p-3" role="note">{warnings.collect_view()}</div> }
    });
    let bands = current.bands.iter().zip(&candidate.bands).map(|(now, then)| {
        view! {
            <tr>
                <th scope="row"><Band status=now.health_status/></th>
                <td class="num text-right">{rate(now.churn_rate_percent, now.churned, now.n)}</td>
                <td class="num text-right font-semibold">{rate(then.churn_rate_percent, then.churned, then.n)}</td>
            </tr>
        }
    });
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Back-test">
            <div class="flex flex-wrap items-baseline gap-x-2">
                <h2 class="font-semibold text-[14px]">{headline(&current, &candidate)}</h2>
                <Tip text=ABOUT class="tip-icon" label="About the back-test"><Icon name="info" class="size-3"/></Tip>
                <span class="muted ml-auto text-[12px]">{span(&test)}</span>
            </div>
            {warnings}
            <table class="table-x mt-2">
                <caption class="sr-only">"Back-test of what is in force and of this version"</caption>
                <thead><tr><th scope="col">"Who really left"</th><th scope="col" class="text-right!">"In force"</th><th scope="col" class="text-right!">"This version"</th></tr></thead>
                <tbody>
                    {line("Separation (AUC)", number(current.auc), number(candidate.auc))}
                    {line("Lift at 10 %", times(current.lift_at_10_percent), times(candidate.lift_at_10_percent))}
                    {bands.collect_view()}
                    {line("All", rate(current.churn_rate_percent, current.churned, current.n), rate(candidate.churn_rate_percent, candidate.churned, candidate.n))}
                </tbody>
            </table>
            {(test.n_excluded > 0).then(|| view! { <p class="muted mt-2 text-[12px]">{excluded(test.n_excluded)}</p> })}
        </section>
    }
}

fn line(name: &'static str, now: String, then: String) -> AnyView {
    view! {
        <tr><th scope="row" class="font-normal! text-base-content! text-[13px]!">{name}</th><td class="num text-right">{now}</td><td class="num text-right font-semibold">{then}</td></tr>
    }
}

/// What the comparison comes to, in a line.
fn headline(current: &BackTested, candidate: &BackTested) -> &'static str {
    match (current.auc, candidate.auc) {
        (Some(now), Some(then)) if then - now >= 0.01 => "It would have told better who leaves",
        (Some(now), Some(then)) if now - then >= 0.01 => "It would have told worse who leaves",
        (Some(_), Some(_)) => "It would have told who leaves as well as now",
        _ => "Nobody left whose score is known",
    }
}

fn span(test: &HealthBackTest) -> String {
    let today = browser::today();
    match (test.days.last(), test.days.first()) {
        (Some(first), Some(last)) => {
            format!("scores of {} to {}", format::day(*first, today), format::day(*last, today))
        }
        _ => String::new(),
    }
}

fn rate(percent: Option<f64>, churned: usize, of: usize) -> String {
    let percent = percent.map_or_else(|| format::NONE.to_owned(), format::percent_of);
    format!("{percent} · {} of {}", format::count(as_i64(churned)), format::count(as_i64(of)))
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| format::NONE.to_owned(), |value| format!("{value:.2}"))
}

fn times(value: Option<f64>) -> String {
    value.map_or_else(|| format::NONE.to_owned(), |value| format!("{value:.1}×"))
}

fn excluded(count: usize) -> String {
    let scores = format::counted(as_i64(count), "score", "scores");
    format!("{scores} of then left out: one of the two versions has none for them.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tested(auc: Option<f64>) -> BackTested {
        BackTested {
            n: 100,
            churned: 9,
            churn_rate_percent: Some(9.0),
            bands: vec![],
            auc,
            lift_at_10_percent: None,
            warnings: vec![],
        }
    }

    #[test]
    fn a_difference_that_nobody_sees_is_none() {
        let told = |now, then| headline(&tested(now), &tested(then));
        assert_eq!(told(Some(0.80), Some(0.815)), "It would have told better who leaves");
        assert_eq!(told(Some(0.80), Some(0.78)), "It would have told worse who leaves");
        assert_eq!(told(Some(0.80), Some(0.804)), "It would have told who leaves as well as now");
        assert_eq!(told(None, None), "Nobody left whose score is known");
        assert_eq!(number(Some(0.8)), "0.80");
    }
}
