//! What lists of clients have in common: the empty list, and the filters.
use leptos::prelude::*;

use super::asked::Place;
use crate::{
    components::{EmptyState, FilterChoice, Icon},
    view,
    words::Words,
};

/// The choices of a closed list.
pub fn closed<T: Words + Copy + ToString>(all: &[T]) -> Signal<Vec<FilterChoice>> {
    let choice = |value: &T| FilterChoice { value: value.to_string(), label: value.words().to_owned(), clients: None };
    Signal::stored(all.iter().map(choice).collect::<Vec<_>>())
}

/// One active filter: what it says, its parameter, and the value to take out.
pub struct Chip {
    pub text: String,
    pub name: &'static str,
    pub value: String,
}

/// The words of a parameter's value; none where there is nothing to say.
pub type Text = Box<dyn Fn(&str, &str) -> Option<String> + Send + Sync>;

/// The active filters, each removable, and all at once; `keeps` are parameters that are no filters.
pub fn chips(place: Place, keeps: &'static [&'static str], text: Text) -> AnyView {
    let active = move || {
        place.now.with(|now| {
            let mut chips = Vec::new();
            for name in now.names().filter(|name| !keeps.contains(name)) {
                for value in now.list(name) {
                    if let Some(text) = text(name, &value) {
                        chips.push(Chip { text, name, value });
                    }
                }
            }
            chips
        })
    };
    let remove = move |chip: &Chip| {
        let mut values = place.now.with_untracked(|now| now.list(chip.name));
        values.retain(|value| *value != chip.value);
        place.set(chip.name, &values.join(","));
    };
    view! {
        {move || {
            let chips = active();
            (!chips.is_empty()).then(|| view! {
                <div class="flex flex-wrap items-center gap-1.5 px-4 pb-3">
                    <ul class="contents" aria-label="Active filters">
                        {chips.into_iter().map(|chip| view! {
                            <li class="chip">
                                <span class="truncate">{chip.text.clone()}</span>
                                <button type="button" class="chip-button" aria-label=format!("Remove {}", chip.text)
                                    on:click=move |_| remove(&chip)><Icon name="x" class="size-3"/></button>
                            </li>
                        }).collect_view()}
                    </ul>
                    <button type="button" class="link-x text-[12px] px-1" on:click=move |_| clear(place, keeps)>"Clear all"</button>
                </div>
            })
        }}
    }
}

fn clear(place: Place, keeps: &[&str]) {
    place.go.run(place.now.with_untracked(|now| now.only(keeps)));
}

/// No client fits.
pub fn nobody(place: Place, keeps: &'static [&'static str], title: &'static str, text: &'static str) -> AnyView {
    let is_filtered = place.now.with_untracked(|now| now.has_besides(keeps));
    if !is_filtered {
        return view! { <EmptyState icon="circle-check" title text/> };
    }
    view! {
        <EmptyState icon="search-x" title="No client matches" text="No client has everything the filters ask for.">
            <button type="button" class="button" on:click=move |_| clear(place, keeps)>"Clear filters"</button>
        </EmptyState>
    }
}
