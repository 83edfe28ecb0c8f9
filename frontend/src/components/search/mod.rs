//! Opens clients, contacts and notes from anywhere.

mod hit;
mod panel;
mod state;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use self::{
    hit::Hit,
    panel::SearchPanel,
    state::{Found, SearchBox},
};
use crate::{api::Client, browser, components::Icon, view};

/// The field beside the page's name, and over the whole bar where there is no room for both.
const IN_LINE: &str = "relative w-80 max-lg:w-56 max-md:hidden";
const LAID_OVER: &str = "relative w-80 max-lg:w-56 max-md:absolute max-md:inset-0 max-md:z-10 max-md:w-auto max-md:px-4 max-md:flex \
     max-md:items-center max-md:gap-2 max-md:bg-base-200";
const NAME: &str = "Search clients, contacts and notes";

/// `/` goes there, arrows choose, Enter opens. Where the top bar is narrow, a button lays the field over it.
#[component]
pub fn Search() -> impl IntoView {
    let state = SearchBox::new(Client::from_context());
    let navigate = use_navigate();
    let (typed, is_open, at) = (state.typed, state.is_open, state.at);
    let is_laid_over = RwSignal::new(false);

    let close = move || {
        state.clear();
        is_laid_over.set(false);
    };
    let begin = move || {
        is_laid_over.set(true);
        browser::focus("#search");
        // Where it was hidden, the field can take the focus only once it is shown.
        request_animation_frame(|| browser::focus("#search"));
    };
    let leave = move || {
        close();
        request_animation_frame(|| browser::focus("#search-opener"));
    };
    let go = Callback::new(move |hit: Hit| {
        let href = hit.href.clone();
        close();
        state.was_opened(hit);
        // The page that is open already does not take the focus by itself.
        browser::focus("#content");
        navigate(&href, Default::default());
    });
    let moves = move |by| {
        is_open.set(true);
        state.moves(by);
        let id = format!("found-{}", at.get_untracked());
        browser::scroll_inside("search-panel", &id);
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => moves(1),
            "ArrowUp" => moves(-1),
            "Enter" => {
                if let Some(hit) = state.chosen() {
                    go.run(hit);
                }
            }
            "Escape" if is_laid_over.get_untracked() && browser::matches_media("(max-width: 767px)") => leave(),
            "Escape" => close(),
            _ => return,
        }
        event.prevent_default();
    };
    let slash = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "/" && !browser::is_typing(&event) && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            begin();
        }
    });
    let outside = window_event_listener(leptos::ev::pointerdown, move |event| {
        if is_open.get_untracked() && !browser::is_inside(&event, "search-box") {
            is_open.set(false);
            is_laid_over.set(false);
        }
    });
    on_cleanup(move || {
        slash.remove();
        outside.remove();
    });
    let has_choices = move || is_open.get() && !state.choices().is_empty();
    let has_something = move || {
        let says = state.found.with(|found| !matches!(found, Found::Nothing));
        is_open.get() && (says || typed.with(|typed| typed.trim().is_empty()))
    };
    view! {
        <button type="button" id="search-opener" class="button-icon md:hidden" aria-label=NAME aria-controls="search-box"
            aria-expanded=move || is_laid_over.get().to_string() on:click=move |_| begin()><Icon name="search"/></button>
        <div id="search-box" role="search" class=move || if is_laid_over.get() { LAID_OVER } else { IN_LINE }
            on:focusout=move |event| if browser::leaves(&event, "search-box") { is_open.set(false) }>
            <div class="input-x search-x w-full border-base-300!">
                <Icon name="search" class="muted"/>
                <input id="search" type="search" role="combobox" autocomplete="off" placeholder="Search" aria-label=NAME
                    aria-controls="search-found" aria-autocomplete="list" aria-keyshortcuts="/" maxlength="200"
                    aria-expanded=move || has_choices().to_string()
                    aria-activedescendant=move || has_choices().then(|| format!("found-{}", at.get()))
                    prop:value=move || typed.get() on:input:target=move |event| state.ask(event.target().value(), go)
                    on:focus=move |_| is_open.set(true) on:click=move |_| is_open.set(true) on:keydown=on_key/>
                <kbd class="key-x max-md:hidden" aria-hidden="true">"/"</kbd>
            </div>
            <button type="button" class="button-icon md:hidden" aria-label="Close search" on:click=move |_| leave()><Icon name="x"/></button>
            // Pressing a choice leaves the focus in the field, so that the panel stays until the choice is made.
            <div id="search-panel" class="menu-panel right-0 w-full md:w-[30rem] max-md:inset-x-4 max-md:w-auto max-w-none! max-h-[70dvh] overflow-y-auto p-1.5"
                hidden=move || !has_something() on:mousedown=move |event| event.prevent_default()>
                <SearchPanel state go/>
            </div>
        </div>
    }
}
