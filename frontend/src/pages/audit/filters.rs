use api_types::{page::Page, users::User};
use chrono::NaiveDate;
use domain::audit::AuditAction;
use leptos::prelude::*;

use super::{query::Shown, words::KINDS};
use crate::{
    api::Client,
    components::{FilterChoice, FilterMenu, Icon, NameFilter, Show},
    format,
    load::Loaded,
    view,
    words::Words,
};

/// What of the log is shown.
#[component]
pub(super) fn Filters(shown: Memo<Shown>, show: Callback<Shown>) -> impl IntoView {
    let api = Client::from_context();
    let users = Loaded::<Page<User>>::new(|| (), move |()| api.users("limit=200"));
    let choice = |value: String, label: String| FilterChoice { value, label, clients: None };
    let actions = AuditAction::ALL.iter().map(|action| choice(action.as_str().to_owned(), action.words().to_owned()));
    let actions = Signal::stored(actions.collect::<Vec<_>>());
    let kinds = KINDS.iter().map(|(value, word)| choice((*value).to_owned(), sentence(word)));
    let kinds = Signal::stored(kinds.collect::<Vec<_>>());
    let people = Signal::derive(move || {
        users.data.with(|page| {
            let rows = page.iter().flat_map(|page| &page.data);
            rows.map(|user| choice(user.id.to_string(), format!("{} {}", user.first_name, user.last_name)))
                .collect::<Vec<_>>()
        })
    });
    let chosen_actions = Signal::derive(move || {
        shown.with(|shown| shown.actions.iter().map(|action| action.as_str().to_owned()).collect::<Vec<_>>())
    });
    let chosen_kinds = Signal::derive(move || shown.with(|shown| shown.entities.clone()));
    let chosen_people = Signal::derive(move || shown.with(|shown| shown.user.iter().cloned().collect::<Vec<_>>()));
    let change = move |change: &dyn Fn(&mut Shown)| {
        let mut next = shown.get_untracked();
        change(&mut next);
        show.run(next);
    };
    let by_action = Callback::new(move |values: Vec<String>| {
        change(&|next| next.actions = values.iter().filter_map(|value| value.parse().ok()).collect());
    });
    let by_kind = Callback::new(move |values: Vec<String>| change(&|next| next.entities.clone_from(&values)));
    let by_person = Callback::new(move |values: Vec<String>| change(&|next| next.user = values.first().cloned()));
    let text = Signal::derive(move || shown.with(|shown| shown.text.clone()));
    // One or two letters are in no index; the server would refuse them.
    let search = Callback::new(move |text: String| {
        if text.is_empty() || text.chars().count() >= 3 {
            change(&|next| next.text.clone_from(&text));
        }
    });
    view! {
        <NameFilter value=text on_change=search label="Address, operation or request"/>
        <FilterMenu label="Action" choices=actions selected=chosen_actions on_change=by_action/>
        <FilterMenu label="Kind" choices=kinds selected=chosen_kinds on_change=by_kind/>
        <FilterMenu label="User" choices=people selected=chosen_people is_single=true on_change=by_person/>
        <Day label="From" value=Signal::derive(move || shown.with(|shown| shown.from)) on_change=Callback::new(move |day| change(&|next| next.from = day))/>
        <Day label="To" value=Signal::derive(move || shown.with(|shown| shown.to)) on_change=Callback::new(move |day| change(&|next| next.to = day))/>
        <Show when=move || shown.with(|shown| shown.client.is_some())>
            <button type="button" class="button button-small" on:click=move |_| change(&|next| next.client = None)>"One client"<Icon name="x"/></button>
        </Show>
        <Show when=move || shown.with(|shown| shown.api_key.is_some())>
            <button type="button" class="button button-small" on:click=move |_| change(&|next| next.api_key = None)>"One API key"<Icon name="x"/></button>
        </Show>
        <Show when=move || shown.with(Shown::is_filtered)>
            <button type="button" class="button button-small" on:click=move |_| show.run(Shown::default())><Icon name="x"/>"Clear"</button>
        </Show>
    }
}

fn sentence(word: &str) -> String {
    if word.starts_with(char::is_uppercase) { word.to_owned() } else { format::sentence(word) }
}

#[component]
fn Day(label: &'static str, value: Signal<Option<NaiveDate>>, on_change: Callback<Option<NaiveDate>>) -> impl IntoView {
    view! {
        <label class="inline-flex items-center gap-1.5 muted">
            {label}
            <input type="date" class="input-x" prop:value=move || value.get().map(|day| day.to_string()).unwrap_or_default()
                on:change:target=move |event| on_change.run(event.target().value().parse().ok())/>
        </label>
    }
}
