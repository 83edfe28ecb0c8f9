use api_types::segments::SegmentPreview;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{builder::Builder, draft::Group};
use crate::{
    api::{ApiError, Client},
    components::{Band, ErrorPanel, NotAvailable},
    effect::effect,
    format, routes, view,
};

/// How long one must pause before the server is asked again.
const PAUSE_MS: u32 = 300;

/// What is known about whom the filter lets through.
#[derive(Debug, Clone)]
enum Seen {
    Asking,
    Open,
    Refused,
    Failed(ApiError),
    Known(SegmentPreview),
}

/// Whom the filter lets through, as it stands.
#[component]
pub(super) fn Preview(builder: Builder) -> impl IntoView {
    let api = Client::from_context();
    let seen = RwSignal::new(Seen::Asking);
    let asked = StoredValue::new(0_u32);
    let again = RwSignal::new(0_u32);
    effect(move || {
        again.track();
        let draft = builder.draft.get();
        let turn = asked.get_value() + 1;
        asked.set_value(turn);
        builder.wrong.set(Vec::new());
        if draft.is_open() {
            seen.set(Seen::Open);
            return;
        }
        seen.update(|seen| {
            if !matches!(seen, Seen::Known(_)) {
                *seen = Seen::Asking;
            }
        });
        let filter = draft.to_json();
        spawn_local(async move {
            TimeoutFuture::new(PAUSE_MS).await;
            // Someone who types on is asked for once they pause.
            if asked.try_get_value() != Some(turn) {
                return;
            }
            let answer = api.preview_segment(filter).await;
            if asked.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(preview) => seen.set(Seen::Known(preview)),
                Err(ApiError::Problem { problem, .. }) if !problem.errors.is_empty() => {
                    let wrong = problem.errors.iter();
                    builder
                        .wrong
                        .set(wrong.map(|error| (Group::path_of(&error.pointer), error.message.clone())).collect());
                    seen.set(Seen::Refused);
                }
                Err(error) => seen.set(Seen::Failed(error)),
            }
        });
    });
    view! {
        <section class="card-x p-4" aria-label="Who matches">
            <h2 class="font-semibold text-[14px]">"Who matches"</h2>
            <div role="status" aria-live="polite">
                {move || match seen.get() {
                    Seen::Asking => view! { <span class="skel h-7 w-24 mt-2"></span><span class="skel h-3 w-40 mt-3"></span> },
                    Seen::Open => view! { <p class="muted mt-2 leading-5">"Complete the conditions to see who matches."</p> },
                    Seen::Refused => view! { <p class="muted mt-2 leading-5">"A condition cannot be asked like that; see the note below it."</p> },
                    Seen::Failed(error) => view! {
                        <div class="-mx-4"><ErrorPanel error on_retry=Callback::new(move |()| again.update(|again| *again += 1))/></div>
                    },
                    Seen::Known(preview) => known(&preview),
                }}
            </div>
        </section>
    }
}

fn known(preview: &SegmentPreview) -> AnyView {
    let arr =
        preview.annual_recurring_revenue.map(|arr| format!("{} ARR", format::money_short(arr, &preview.currency)));
    let at_risk = (preview.at_risk_clients > 0).then(|| format!("{} at risk", format::count(preview.at_risk_clients)));
    let facts: Vec<String> = arr.into_iter().chain(at_risk).collect();
    let first = preview.sample.iter().map(|client| {
        let score = match client.current_health_score {
            Some(score) => view! { <span class="num font-semibold">{score}</span>{client.health_status.map(|status| view! { <Band status/> })} },
            None => view! { <NotAvailable reason=client.current_health_score_null_reason/> },
        };
        view! {
            <li class="flex items-center gap-2 py-1.5">
                <a class="link-x grow min-w-0 truncate" href=routes::client(client.id)>{client.name.clone()}</a>{score}
            </li>
        }
    });
    view! {
        <p class="num text-[26px] leading-8 font-semibold tracking-tight mt-1">
            {format::counted(preview.clients, "client", "clients")}
        </p>
        <p class="num muted">{facts.join(" · ")}</p>
        {(!preview.sample.is_empty()).then(|| view! {
            <h3 class="muted text-[12px] mt-4">"Lowest health first"</h3>
        })}
        <ul class="mt-1 divide-y divide-base-300">{first.collect_view()}</ul>
    }
}
