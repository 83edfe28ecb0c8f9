use api_types::churn::{ChurnHorizon, ClientChurnRisk};
use leptos::prelude::*;

use crate::{
    components::{ChurnBand, NotAvailable},
    format,
    pages::insights::{FIGURES, figure},
    view,
    words::Words,
};

/// The probability within 30, 60 and 90 days, and how sure it is.
pub(super) fn card(data: &ClientChurnRisk) -> AnyView {
    let computed = data.computed_at.map(|at| format!("Computed {}", format::instant(at)));
    let horizon = |days: i16| data.horizons.iter().find(|horizon| horizon.days == days);
    let band = data.category.map(|category| view! { <ChurnBand category/> });
    let score = match data.churn_risk_score {
        Some(score) => format::percent(score).into_any(),
        None => view! { <NotAvailable reason=data.churn_risk_score_null_reason/> },
    };
    let sure = match data.confidence {
        Some(confidence) => format!("{:.0}\u{a0}%", 100.0 * confidence).into_any(),
        None => view! { <NotAvailable reason=data.churn_risk_score_null_reason/> },
    };
    let level = data.confidence_level.map(|level| format!("{} confidence", level.words()));
    view! {
        <section aria-label="Churn risk" title=computed class=FIGURES>
            {figure("Within 90 days", "Probability to leave within 90 days: low below 20 %, high above 50 % (M110, M111).", score, band.into_any())}
            {figure("Within 60 days", "The same within 60 days, at an even pace over the three months.", value(horizon(60)), ().into_any())}
            {figure("Within 30 days", "The same within 30 days.", value(horizon(30)), ().into_any())}
            {figure("Confidence", "Share of the inputs that are known, times what the source is worth: rules are worth less than a checked model.",
                sure, view! { <span class="muted">{level}</span> })}
        </section>
    }
}

fn value(horizon: Option<&ChurnHorizon>) -> AnyView {
    match horizon.and_then(|horizon| horizon.percent) {
        Some(percent) => format::percent(percent).into_any(),
        None => view! { <NotAvailable reason=horizon.and_then(|horizon| horizon.null_reason)/> },
    }
}
