use api_types::clients::ClientListItem;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::Client,
    browser,
    components::{Band, Icon, Show},
    format, query, routes, view,
};

/// Milliseconds without a key before the server is asked.
const TYPING_PAUSE: u32 = 180;
/// The field beside the page's name, and over the whole bar where there is no room for both.
const IN_LINE: &str = "relative w-80 max-lg:w-56 max-md:hidden";
const LAID_OVER: &str = "relative w-80 max-lg:w-56 max-md:absolute max-md:inset-0 max-md:z-10 max-md:w-auto max-md:px-4 max-md:flex \
     max-md:items-center max-md:gap-2 max-md:bg-base-200";
/// Clients offered at once.
const OFFERED: i64 = 7;

/// Opens a client from anywhere: `/` goes there, arrows choose, Enter opens. Where the top bar is narrow, a button lays the
/// field over it.
#[component]
pub fn Search() -> impl IntoView {
    let client = Client::from_context();
    let navigate = use_navigate();
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Vec<ClientListItem>>);
    let at = RwSignal::new(0_usize);
    let is_open = RwSignal::new(false);
    let is_laid_over = RwSignal::new(false);
    let turn = StoredValue::new(0_u32);

    let ask = move |text: String| {
        typed.set(text);
        is_open.set(true);
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        spawn_local(async move {
            TimeoutFuture::new(TYPING_PAUSE).await;
            let text = typed.try_get_untracked().unwrap_or_default().trim().to_owned();
            if turn.try_get_value() != Some(mine) {
                return;
            }
            if text.is_empty() {
                found.set(None);
                return;
            }
            let search = format!("q={}&sort=name&limit={OFFERED}", query::escape(&text));
            // A search that failed offers nothing; the list behind Enter says what is wrong.
            let page = client.list_clients(&search).await;
            if turn.try_get_value() == Some(mine) {
                at.set(0);
                found.set(page.ok().map(|page| page.data));
            }
        });
    };
    let close = move || {
        is_open.set(false);
        is_laid_over.set(false);
        typed.set(String::new());
        found.set(None);
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
    let go = Callback::new(move |href: String| {
        close();
        navigate(&href, Default::default());
    });
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let count = found.with_untracked(|found| found.as_ref().map_or(0, Vec::len));
        match event.key().as_str() {
            "ArrowDown" if count > 0 => at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => at.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                let chosen =
                    found.with_untracked(|found| found.as_ref()?.get(at.get_untracked()).map(|client| client.id));
                let text = typed.get_untracked().trim().to_owned();
                let list = || routes::portfolio(&query::Portfolio { q: text.clone(), ..Default::default() });
                if !text.is_empty() {
                    go.run(chosen.map_or_else(list, routes::client));
                }
            }
            "Escape" if is_laid_over.get_untracked() => leave(),
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
    let shows = move || is_open.get() && found.with(Option::is_some);
    view! {
        <button type="button" id="search-opener" class="button-icon md:hidden" aria-label="Search clients" aria-controls="search-box"
            aria-expanded=move || is_laid_over.get().to_string() on:click=move |_| begin()><Icon name="search"/></button>
        <div id="search-box" role="search" class=move || if is_laid_over.get() { LAID_OVER } else { IN_LINE }>
            <div class="input-x search-x w-full border-base-300!">
                <Icon name="search" class="muted"/>
                <input id="search" type="search" role="combobox" autocomplete="off" placeholder="Search clients" aria-label="Search clients"
                    aria-controls="search-found" aria-autocomplete="list" aria-keyshortcuts="/" maxlength="200"
                    aria-expanded=move || shows().to_string()
                    aria-activedescendant=move || shows().then(|| format!("found-{}", at.get()))
                    prop:value=move || typed.get() on:input:target=move |event| ask(event.target().value())
                    on:focus=move |_| is_open.set(true) on:keydown=on_key/>
                <kbd class="key-x max-md:hidden" aria-hidden="true">"/"</kbd>
            </div>
            <button type="button" class="button-icon md:hidden" aria-label="Close search" on:click=move |_| leave()><Icon name="x"/></button>
            <div class="menu-panel left-0 right-0 max-md:inset-x-4 max-w-none! p-1.5" hidden=move || !shows()>
                <ul id="search-found" role="listbox" aria-label="Clients">
                    {move || found.get().unwrap_or_default().into_iter().enumerate().map(|(index, client)| option(index, client, at, go)).collect_view()}
                </ul>
                <Show when=move || found.with(|found| found.as_ref().is_some_and(Vec::is_empty))>
                    <p class="muted px-2.5 py-1.5" role="status">"No client has this in its name"</p>
                </Show>
            </div>
        </div>
    }
}

fn option(index: usize, client: ClientListItem, at: RwSignal<usize>, go: Callback<String>) -> impl IntoView {
    let href = routes::client(client.id);
    view! {
        <li id=format!("found-{index}") role="option" class="menu-item cursor-pointer" class:bg-base-200=move || at.get() == index
            aria-selected=move || (at.get() == index).to_string()
            on:pointermove=move |_| at.set(index) on:click=move |_| go.run(href.clone())>
            <span class="avatar size-6 rounded text-[10px]" aria-hidden="true">{format::initials(&client.name)}</span>
            <span class="grow truncate">{client.name}</span>
            {client.health_status.map(|status| view! { <Band status/> })}
        </li>
    }
}
