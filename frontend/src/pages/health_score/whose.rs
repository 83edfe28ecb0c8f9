//! Formula and clients of a version that is new; later they stay.
use api_types::{clients::ClientListItem, simulation::HealthScoreSample};
use domain::{client::ContractTier, health::Profile};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{draft::Whose, studio::Studio};
use crate::{
    api::Client as Api,
    components::{Field, Show},
    load::Loaded,
    query, view,
    words::Words,
};

/// Milliseconds without a key before the server is asked.
const TYPING_PAUSE: u32 = 180;

#[component]
pub(super) fn Whom(studio: Studio, sample: Loaded<HealthScoreSample>) -> impl IntoView {
    let draft = studio.draft;
    let kind = Memo::new(move |_| {
        draft.with(|draft| match draft.whose {
            Whose::Everyone => "everyone",
            Whose::Some { .. } => "some",
            Whose::Client(_) => "client",
        })
    });
    let choose = move |kind: String| {
        draft.update(|draft| {
            draft.whose = match kind.as_str() {
                "some" => Whose::Some { tier: None, segment: String::new() },
                "client" => Whose::Client(None),
                _ => Whose::Everyone,
            };
        });
    };
    let reformulate = move |text: String| {
        if let Ok(profile) = text.parse::<Profile>() {
            draft.update(|draft| *draft = draft.with_profile(profile));
        }
    };
    view! {
        <div class="grid sm:grid-cols-2 gap-4 min-w-0">
            <Field id="score-whose" label="For" help=Some("The most specific version in force counts.".to_owned())>
                <select id="score-whose" class="select-x w-full" aria-describedby="score-whose-note" on:change:target=move |event| choose(event.target().value())>
                    {[("everyone", "Everyone"), ("some", "A tier or segment"), ("client", "One client")].map(|(value, text)| view! {
                        <option value=value selected=move || kind.get() == value>{text}</option>
                    }).collect_view()}
                </select>
            </Field>
            <Field id="score-profile" label="Formula" help=Some("Another formula begins with its own weights.".to_owned())>
                <select id="score-profile" class="select-x w-full" aria-describedby="score-profile-note" on:change:target=move |event| reformulate(event.target().value())>
                    {Profile::ALL.iter().map(|profile| view! {
                        <option value=profile.as_str() selected=move || draft.with(|draft| draft.profile == *profile)>{profile.words()}</option>
                    }).collect_view()}
                </select>
            </Field>
            <Show when=move || kind.get() == "some"><Some_ studio sample/></Show>
            <Show when=move || kind.get() == "client"><OneClient studio/></Show>
        </div>
    }
}

/// A tier, a segment, or both.
#[component]
fn Some_(studio: Studio, sample: Loaded<HealthScoreSample>) -> impl IntoView {
    let draft = studio.draft;
    let error_of = move |pointer: &'static str| Signal::derive(move || studio.problem(pointer));
    let tier = move || draft.with(|draft| if let Whose::Some { tier, .. } = &draft.whose { *tier } else { None });
    let segment = move || {
        draft.with(|draft| if let Whose::Some { segment, .. } = &draft.whose { segment.clone() } else { String::new() })
    };
    let set_tier = move |text: String| {
        draft.update(|draft| {
            if let Whose::Some { tier, .. } = &mut draft.whose {
                *tier = text.parse().ok();
            }
        });
    };
    let set_segment = move |text: String| {
        draft.update(|draft| {
            if let Whose::Some { segment, .. } = &mut draft.whose {
                *segment = text;
            }
        });
    };
    let segments =
        move || sample.data.with(|sample| sample.as_ref().map(|sample| sample.segments.clone()).unwrap_or_default());
    view! {
        <Field id="score-tier" label="Tier" error=error_of("/applies_to_tier")>
            <select id="score-tier" class="select-x w-full" aria-describedby="score-tier-note" on:change:target=move |event| set_tier(event.target().value())>
                <option value="" selected=move || tier().is_none()>"Any tier"</option>
                {ContractTier::ALL.iter().map(|one| view! {
                    <option value=one.as_str() selected=move || tier() == Some(*one)>{one.words()}</option>
                }).collect_view()}
            </select>
        </Field>
        <Field id="score-segment" label="Segment" error=error_of("/applies_to_segment")>
            <input id="score-segment" class="input-x w-full" maxlength="120" autocomplete="off" list="score-segments" placeholder="Any segment"
                aria-describedby="score-segment-note" prop:value=segment on:input:target=move |event| set_segment(event.target().value())/>
            <datalist id="score-segments">{move || segments().into_iter().map(|segment| view! { <option value=segment></option> }).collect_view()}</datalist>
        </Field>
    }
}

/// The client a version is for, found by a part of its name.
#[component]
fn OneClient(studio: Studio) -> impl IntoView {
    let api = Api::from_context();
    let draft = studio.draft;
    let chosen = draft.with_untracked(|draft| match &draft.whose {
        Whose::Client(Some((_, name))) => name.clone(),
        _ => String::new(),
    });
    let typed = RwSignal::new(chosen);
    let found = RwSignal::new(Vec::<ClientListItem>::new());
    let turn = StoredValue::new(0_u32);
    let ask = move |text: String| {
        typed.set(text);
        draft.update(|draft| draft.whose = Whose::Client(None));
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        spawn_local(async move {
            TimeoutFuture::new(TYPING_PAUSE).await;
            let text = typed.try_get_untracked().unwrap_or_default().trim().to_owned();
            if turn.try_get_value() != Some(mine) || text.is_empty() {
                return;
            }
            let page = api.list_clients(&format!("q={}&sort=name&limit=6", query::escape(&text))).await;
            if turn.try_get_value() == Some(mine) {
                found.set(page.map(|page| page.data).unwrap_or_default());
            }
        });
    };
    let choose = move |client: ClientListItem| {
        typed.set(client.name.clone());
        found.set(Vec::new());
        draft.update(|draft| draft.whose = Whose::Client(Some((client.id, client.name))));
    };
    view! {
        <Field id="score-client" label="Client" error=Signal::derive(move || studio.problem("/applies_to_client_id"))>
            <input id="score-client" type="search" class="input-x w-full" autocomplete="off" maxlength="200" placeholder="Part of a name" aria-describedby="score-client-note"
                prop:value=move || typed.get() on:input:target=move |event| ask(event.target().value())/>
            <Show when=move || found.with(|found| !found.is_empty())>
                <ul class="rounded-lg border border-base-300 p-1" aria-label="Clients found">
                    {move || found.get().into_iter().map(|client| {
                        let name = client.name.clone();
                        view! { <li><button type="button" class="menu-item" on:click=move |_| choose(client.clone())>{name}</button></li> }
                    }).collect_view()}
                </ul>
            </Show>
        </Field>
    }
}
