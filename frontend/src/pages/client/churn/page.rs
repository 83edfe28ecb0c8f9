use api_types::churn::ClientChurnRisk;
use domain::health::ChurnSource;
use leptos::prelude::*;

use super::{actions, factors, figures, history};
use crate::{
    api::Client as Api,
    components::{EmptyState, ErrorPanel, Icon, NotAvailable, Tip},
    load::Loaded,
    pages::{client::context::ClientContext, insights::waiting},
    view,
    words::Words,
};

/// The tab.
#[component]
pub fn ClientChurn() -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let risk = Loaded::<ClientChurnRisk>::new(move || client.id, move |id| api.client_churn_risk(id));
    view! {
        {move || match (risk.data.get(), risk.error.get()) {
            (Some(data), None) => body(&data),
            (_, Some(error)) => view! { <div class="card-x"><ErrorPanel error on_retry=risk.retry()/></div> },
            (None, None) => waiting("churn risk"),
        }}
    }
}

fn body(data: &ClientChurnRisk) -> AnyView {
    if data.churn_risk_score.is_none() && data.history.is_empty() {
        let why = data.churn_risk_score_null_reason.map_or("There is no value.", Words::words);
        return view! {
            <section class="card-x" aria-label="Churn risk">
                <EmptyState icon="circle-check" title="There is no churn risk to show" text=why/>
            </section>
        };
    }
    view! {
        <div class="mb-3 flex flex-wrap items-center gap-x-2 gap-y-1">{source(data)}</div>
        {figures::card(data)}
        <div class="mt-4 grid min-[1200px]:grid-cols-[minmax(0,1fr)_20rem] gap-4 items-start">
            <div class="grid gap-4 min-w-0">{factors::card(data)}{history::card(data)}</div>
            <div class="grid gap-4 min-w-0">{actions::card(data)}{model(data)}</div>
        </div>
    }
}

/// Where the score comes from, said before it.
fn source(data: &ClientChurnRisk) -> AnyView {
    let (text, about) = match data.source {
        Some(ChurnSource::Model) => (
            "By the trained model",
            "A model trained on the company's own clients, and checked against who really left.",
        ),
        Some(ChurnSource::Notice) => ("Notice given", "The client has said that it leaves; nothing is computed."),
        _ => (
            "By rules (heuristic), not by a trained model",
            "Fixed points added to the churn rate of the last twelve months. Until there is history enough to train and check a \
             model, this says whom to look at first; it is no measured probability.",
        ),
    };
    let method = data.method.clone();
    view! {
        <span class="chip font-medium">{text}</span>
        <Tip label="About the source" class="tip-icon" text=about><Icon name="info" class="size-3"/></Tip>
        <span class="muted text-[12px]">{method}</span>
    }
}

/// What only a model knows.
fn model(data: &ClientChurnRisk) -> AnyView {
    let similar = match &data.similar_clients {
        Some(similar) => {
            format!("{} of {} clients that looked alike left", similar.churned, similar.clients).into_any()
        }
        None => view! { <NotAvailable reason=data.similar_clients_null_reason/> },
    };
    let accuracy = match &data.accuracy {
        Some(accuracy) => match accuracy.auc {
            Some(auc) => format!("AUC {auc:.2} over {} predictions", accuracy.predictions).into_any(),
            None => format!("{} predictions judged", accuracy.predictions).into_any(),
        },
        None => view! { <NotAvailable reason=data.accuracy_null_reason/> },
    };
    view! {
        <section class="card-x p-4 min-w-0" aria-label="How good it is">
            <h2 class="font-semibold text-[14px]">"How good it is"</h2>
            <dl class="mt-2 grid gap-2">
                <div><dt class="muted text-[12px]">"Clients that looked alike"</dt><dd>{similar}</dd></div>
                <div><dt class="muted text-[12px]">"Against what really happened"</dt><dd>{accuracy}</dd></div>
            </dl>
        </section>
    }
}
