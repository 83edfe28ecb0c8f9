use leptos::prelude::*;

use crate::{
    components::{For, Icon, Popover, Show},
    format, view,
};

/// One choice of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterChoice {
    pub value: String,
    pub label: String,
    pub clients: Option<i64>,
}

/// Above this many choices a field to narrow them is worth its place.
const NARROW_FROM: usize = 9;

/// A filter: its button says what is chosen, its panel offers the choices.
#[component]
pub fn FilterMenu(
    label: &'static str,
    #[prop(into)] choices: Signal<Vec<FilterChoice>>,
    #[prop(into)] selected: Signal<Vec<String>>,
    #[prop(optional)] is_single: bool,
    on_change: Callback<Vec<String>>,
) -> impl IntoView {
    let narrow = RwSignal::new(String::new());
    let toggle = move |value: String| {
        let mut chosen = selected.get_untracked();
        match chosen.iter().position(|other| *other == value) {
            Some(at) => {
                chosen.remove(at);
            }
            None if is_single => chosen = vec![value],
            None => chosen.push(value),
        }
        on_change.run(chosen);
    };
    let trigger = move || {
        let number = selected.with(Vec::len);
        view! {
            <Icon name=if number == 0 { "plus" } else { "list-filter" }/>
            {label}
            {(number > 0).then(|| view! { <span class="count-mark num">{number}</span> })}
        }
    };
    let shown = move || {
        let wanted = narrow.get().to_lowercase();
        let mut choices = choices.get();
        choices.retain(|choice| choice.label.to_lowercase().contains(&wanted));
        choices
    };
    view! {
        <Popover class="button button-dashed" trigger=trigger>
            <fieldset class="p-1.5 min-w-0">
                <legend class="sr-only">{label}</legend>
                <Show when=move || { choices.with(Vec::len) >= NARROW_FROM }>
                    <input type="search" class="input-x w-full mb-1.5" placeholder="Narrow the list" aria-label=format!("Narrow {label}")
                        prop:value=move || narrow.get() on:input:target=move |event| narrow.set(event.target().value())/>
                </Show>
                <div class="max-h-72 overflow-y-auto grid" tabindex="-1">
                    <For each=shown key=|choice| choice.value.clone() let:choice>
                        <Choice choice is_single group=label selected on_toggle=Callback::new(toggle)/>
                    </For>
                    <Show when=move || shown().is_empty()>
                        <p class="muted px-2 py-1.5">"Nothing to choose"</p>
                    </Show>
                </div>
                <Show when=move || !selected.with(Vec::is_empty)>
                    <button type="button" class="menu-item border-t border-base-300 mt-1.5 muted"
                        on:click=move |_| on_change.run(Vec::new())>
                        <Icon name="x"/>"Clear"
                    </button>
                </Show>
            </fieldset>
        </Popover>
    }
}

#[component]
fn Choice(
    choice: FilterChoice,
    is_single: bool,
    group: &'static str,
    selected: Signal<Vec<String>>,
    on_toggle: Callback<String>,
) -> impl IntoView {
    let value = choice.value.clone();
    let is_chosen = Memo::new(move |_| selected.with(|chosen| chosen.contains(&value)));
    let value = choice.value;
    view! {
        <label class="menu-item cursor-pointer">
            <input type=if is_single { "radio" } else { "checkbox" } name=group class="check" prop:checked=move || is_chosen.get()
                on:change=move |_| on_toggle.run(value.clone())/>
            <span class="grow truncate">{choice.label}</span>
            {choice.clients.map(|clients| view! { <span class="num muted text-[12px]">{format::count(clients)}</span> })}
        </label>
    }
}
