//! Text in which `@` and a name tells someone: while a name is typed, those who can be told are offered.

mod asked;
mod state;

use leptos::prelude::*;

pub use self::state::Colleagues;
use self::state::Naming;
use crate::{browser, components::Icon, format, view};

/// A field of one line or many. Arrows choose, Enter and Tab take, Escape closes the list and nothing else.
#[component]
pub fn MentionField(
    id: &'static str,
    colleagues: Colleagues,
    max_length: &'static str,
    #[prop(into)] value: Signal<String>,
    on_change: Callback<String>,
    #[prop(default = false)] is_line: bool,
    #[prop(default = "input-x w-full")] class: &'static str,
) -> impl IntoView {
    let naming = Naming::new(colleagues);
    let at = naming.at;
    let (list, note) = (format!("{id}-named"), format!("{id}-note"));
    let choices = Memo::new(move |_| naming.choices());
    let is_open = move || choices.with(|choices| !choices.is_empty());
    let is_open_now = move || untrack(is_open);
    let take = move |place: usize| {
        let text = value.get_untracked();
        if let Some((text, caret)) = naming.complete(place, &text) {
            naming.close();
            browser::put_text(id, &text, caret);
            on_change.run(text);
        }
    };
    let panel = list.clone();
    let moves = move |by| {
        naming.moves(by);
        browser::scroll_inside(&panel, &format!("{id}-named-{}", at.get_untracked()));
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if !is_open_now() || event.is_composing() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => moves(1),
            "ArrowUp" => moves(-1),
            "Enter" | "Tab" if !event.shift_key() => take(at.get_untracked()),
            "Escape" => naming.close(),
            _ => return,
        }
        // Neither does a dialog around it close, nor a form go off.
        event.prevent_default();
        event.stop_propagation();
    };
    // The caret moved without anything being typed.
    let look = move || value.with_untracked(|text| naming.look(text, browser::caret(id)));
    let on_key_up = move |event: leptos::ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight" | "Home" | "End") {
            look();
        }
    };
    let typed = move |text: String| {
        naming.look(&text, browser::caret(id));
        on_change.run(text);
    };
    let active = move || is_open().then(|| format!("{id}-named-{}", at.get()));
    let controls = list.clone();
    let field = if is_line {
        view! {
            <input id=id class=class maxlength=max_length autocomplete="off" aria-describedby=note aria-autocomplete="list" aria-haspopup="listbox"
                aria-controls=controls aria-activedescendant=active prop:value=move || value.get()
                on:input:target=move |event| typed(event.target().value()) on:keydown=on_key on:keyup=on_key_up
                on:click=move |_| look() on:blur=move |_| naming.close()/>
        }
        .into_any()
    } else {
        view! {
            <textarea id=id class=class maxlength=max_length aria-describedby=note aria-autocomplete="list" aria-haspopup="listbox"
                aria-controls=controls aria-activedescendant=active prop:value=move || value.get()
                on:input:target=move |event| typed(event.target().value()) on:keydown=on_key on:keyup=on_key_up
                on:click=move |_| look() on:blur=move |_| naming.close()></textarea>
        }
        .into_any()
    };
    let said = move || {
        let count = choices.with(Vec::len);
        let people = format::counted(count as i64, "colleague", "colleagues");
        if count == 0 { String::new() } else { format!("{people} to name: arrows choose, Enter takes") }
    };
    view! {
        <div class="relative grid">
            {field}
            // Pressing a choice leaves the focus in the field.
            <div id=list role="listbox" aria-label="Colleagues" class="menu-panel left-0 right-0 w-auto max-w-none! max-h-56 overflow-y-auto p-1.5"
                hidden=move || !is_open() on:mousedown=move |event| event.prevent_default()>
                {move || choices.get().into_iter().enumerate().map(|(place, colleague)| view! {
                    <div id=format!("{id}-named-{place}") role="option" class="menu-item cursor-pointer" class:bg-base-200=move || at.get() == place
                        aria-selected=move || (at.get() == place).to_string()
                        on:pointermove=move |_| at.set(place) on:click=move |_| take(place)>
                        <Icon name="user-round" class="muted"/>
                        <span class="grow min-w-0 truncate">{colleague.name.clone()}</span>
                        {(colleague.mention != colleague.name).then(|| view! { <span class="muted text-[12px] truncate">{colleague.mention}</span> })}
                    </div>
                }).collect_view()}
            </div>
            <p class="sr-only" role="status">{said}</p>
        </div>
    }
}
