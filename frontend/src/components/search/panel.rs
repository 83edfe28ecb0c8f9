use api_types::search::TextPart;
use domain::search::SearchKind;
use leptos::prelude::*;

use super::{
    hit::{Hit, has_more},
    state::{Found, SearchBox},
};
use crate::{
    components::{Band, Icon, Show},
    format, view,
};

/// Below the field: what was found in groups, or what to do where there is nothing to show.
#[component]
pub fn SearchPanel(state: SearchBox, go: Callback<Hit>) -> impl IntoView {
    let choices = move || {
        let hits = state.choices();
        SearchKind::ALL.iter().map(|kind| group(*kind, &hits, state, go)).collect_view()
    };
    view! {
        <div id="search-found" role="listbox" aria-label="Found">{choices}</div>
        {move || match state.found.get() {
            Found::Nothing => view! { <Hint state/> },
            Found::Failed(error) => view! {
                <div role="alert" class="px-2.5 py-2 grid gap-2 justify-items-start">
                    <p class="font-medium">{error.title()}</p>
                    <p class="muted">{error.detail()}</p>
                    <button type="button" class="button" on:click=move |_| state.ask_again()><Icon name="rotate-cw"/>"Try again"</button>
                </div>
            },
            Found::Answer(answer) => {
                let found = super::hit::hits(&answer).len();
                let said = if found == 0 { String::new() } else { format!("{} found", format::counted(found as i64, "match", "matches")) };
                let empty = format!("Nothing found for “{}”", answer.q);
                view! {
                    <p class="sr-only" role="status">{said}</p>
                    {(found == 0).then(|| view! {
                        <div class="px-2.5 py-2" role="status">
                            <p class="font-medium break-words">{empty}</p>
                            <p class="muted mt-1 leading-5">"Try the beginning of a name or another word. A letter may be wrong in a name, not in a word of a note."</p>
                        </div>
                    })}
                }
            }
        }}
    }
}

/// What can be found, as long as nothing is typed.
#[component]
fn Hint(state: SearchBox) -> impl IntoView {
    view! {
        <Show when=move || state.typed.with(|typed| typed.trim().is_empty())>
            <p class="muted px-2.5 py-2 leading-5">"Type the beginning of a client’s or contact’s name, an address, or words of a note."</p>
        </Show>
    }
}

/// The hits of one kind; the places of all of them go on from group to group.
fn group(kind: SearchKind, hits: &[Hit], state: SearchBox, go: Callback<Hit>) -> Option<AnyView> {
    let of_kind: Vec<(usize, Hit)> = hits.iter().cloned().enumerate().filter(|(_, hit)| hit.kind == kind).collect();
    if of_kind.is_empty() {
        return None;
    }
    let name = match kind {
        SearchKind::Client => "Clients",
        SearchKind::Contact => "Contacts",
        SearchKind::Note => "Notes",
    };
    let heading = if state.shows_opened() { format!("{name} you opened") } else { name.to_owned() };
    let is_cut = state.found.with(|found| matches!(found, Found::Answer(answer) if has_more(answer, kind)));
    let id = format!("search-{}", kind.as_str().to_lowercase());
    let label = id.clone();
    Some(view! {
        <div role="group" aria-labelledby=label class="pb-1">
            <p class="flex items-baseline gap-2 px-2.5 pt-2 pb-1 text-[12px] muted font-medium" role="presentation">
                <span id=id>{heading}</span>
                {is_cut.then(|| view! { <span class="ml-auto font-normal">"There are more: type on"</span> })}
            </p>
            {of_kind.into_iter().map(|(index, hit)| option(index, hit, state, go)).collect_view()}
        </div>
    })
}

fn option(index: usize, hit: Hit, state: SearchBox, go: Callback<Hit>) -> impl IntoView {
    let at = state.at;
    let icon = hit.icon();
    let lines = if hit.kind == SearchKind::Note { "line-clamp-2" } else { "truncate" };
    let (title, detail) = (marked(&hit.title), marked(&hit.detail));
    let has_detail = !hit.detail.is_empty();
    let (health, mark) = (hit.health, hit.mark);
    view! {
        <div id=format!("found-{index}") role="option" class="menu-item cursor-pointer items-start! py-1.5!" class:bg-base-200=move || at.get() == index
            aria-selected=move || (at.get() == index).to_string()
            on:pointermove=move |_| at.set(index) on:click=move |_| go.run(hit.clone())>
            <Icon name=icon class="muted mt-0.5"/>
            <span class="grow min-w-0">
                <span class="block truncate">{title}</span>
                {has_detail.then(|| view! { <span class=format!("block muted text-[12px] leading-4 {lines}")>{detail}</span> })}
            </span>
            {mark.map(|mark| view! { <span class="chip whitespace-nowrap shrink-0">{mark}</span> })}
            {health.map(|status| view! { <Band status/> })}
        </div>
    }
}

/// A text with what was looked for marked in it.
fn marked(parts: &[TextPart]) -> Vec<AnyView> {
    let part = |part: &TextPart| {
        let text = part.text.clone();
        if part.is_match {
            view! { <mark class="found-x">{text}</mark> }
        } else {
            text.into_any()
        }
    };
    parts.iter().map(part).collect()
}
