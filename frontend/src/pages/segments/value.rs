use domain::filter::{Field, Kind, Operator};
use leptos::prelude::*;

use super::{builder::Builder, draft::choices_of};
use crate::{
    components::{FilterChoice, FilterMenu},
    view,
};

/// What a condition compares with: as many fields as the question takes, each of the field's kind.
#[component]
pub(super) fn ValueField(builder: Builder, field: Field, operator: Operator, path: Vec<usize>) -> impl IntoView {
    let kind = field.kind();
    if !operator.takes_value() {
        return ().into_any();
    }
    let choices = builder.fields.with_value(|fields| choices_of(fields, field));
    if operator.counts_days() {
        return view! { {input(builder, &path, 0, "number", "Days", "w-20")}<span class="muted">"days"</span> };
    }
    match (choices, kind) {
        (Some(choices), _) if operator.takes_list() => several(builder, path, choices),
        (Some(choices), _) if operator != Operator::Contains || kind == Kind::Set => one_of(builder, path, choices),
        (_, Kind::Flag) => {
            let yes_no = [("true", "yes"), ("false", "no")].map(|(value, label)| (value.to_owned(), label.to_owned()));
            one_of(builder, path, yes_no.to_vec())
        }
        _ if operator.takes_list() => listed(builder, path),
        (_, Kind::Whole | Kind::Money) => range(builder, &path, operator, "number", unit(builder, field)),
        (_, Kind::Date) => range(builder, &path, operator, "date", String::new()),
        _ => input(builder, &path, 0, "text", "Value", "w-56"),
    }
}

fn unit(builder: Builder, field: Field) -> String {
    match field.kind() {
        Kind::Money => builder.currency.get_value(),
        _ => field.unit().unwrap_or_default().to_owned(),
    }
}

fn range(builder: Builder, path: &[usize], operator: Operator, kind: &'static str, unit: String) -> AnyView {
    let width = if kind == "date" { "w-40" } else { "w-28" };
    if operator != Operator::Between {
        return view! { {input(builder, path, 0, kind, "Value", width)}<span class="muted">{unit}</span> };
    }
    view! {
        {input(builder, path, 0, kind, "From", width)}
        <span class="muted">"and"</span>
        {input(builder, path, 1, kind, "To", width)}
        <span class="muted">{unit}</span>
    }
}

/// One text of a condition's values.
fn input(
    builder: Builder,
    path: &[usize],
    at: usize,
    kind: &'static str,
    label: &'static str,
    width: &'static str,
) -> AnyView {
    let (read, write) = (path.to_vec(), path.to_vec());
    let set = move |text: String| {
        builder.set_values(&write, |values| {
            values.resize(values.len().max(at + 1), String::new());
            values[at] = text;
        });
    };
    view! {
        <input type=kind class=format!("input-x {width}") aria-label=label autocomplete="off"
            prop:value=move || builder.values(&read).get(at).cloned().unwrap_or_default()
            on:input:target=move |event| set(event.target().value())/>
    }
}

/// Several values, typed with commas between them.
fn listed(builder: Builder, path: Vec<usize>) -> AnyView {
    let first = builder.draft.with_untracked(|_| builder.values(&path)).join(", ");
    let set = move |text: String| {
        builder.set_values(&path, |values| *values = text.split(',').map(|part| part.trim().to_owned()).collect());
    };
    view! {
        <input type="text" class="input-x w-56" aria-label="Values, with commas between them" placeholder="One, two, three"
            autocomplete="off" value=first on:input:target=move |event| set(event.target().value())/>
    }
}

fn one_of(builder: Builder, path: Vec<usize>, choices: Vec<(String, String)>) -> AnyView {
    let chosen = untrack(|| builder.values(&path)).first().cloned().unwrap_or_default();
    let is_none = chosen.is_empty();
    view! {
        <select class="select-x max-w-56" aria-label="Value"
            on:change:target=move |event| {
                let value = event.target().value();
                builder.set_values(&path, |values| *values = vec![value]);
            }>
            {is_none.then(|| view! { <option value="" selected=true>"Choose"</option> })}
            {choices.into_iter().map(|(value, label)| {
                let selected = value == chosen;
                view! { <option value=value selected=selected>{label}</option> }
            }).collect_view()}
        </select>
    }
}

fn several(builder: Builder, path: Vec<usize>, choices: Vec<(String, String)>) -> AnyView {
    let read = path.clone();
    let selected = Signal::derive(move || builder.values(&read));
    let labels = choices.clone();
    let told = move || {
        let chosen = selected.get();
        let label = |value: &String| {
            labels.iter().find(|(known, _)| known == value).map_or_else(|| value.clone(), |(_, label)| label.clone())
        };
        chosen.iter().map(label).collect::<Vec<_>>().join(", ")
    };
    let choices: Vec<FilterChoice> =
        choices.into_iter().map(|(value, label)| FilterChoice { value, label, clients: None }).collect();
    let set = Callback::new(move |chosen: Vec<String>| builder.set_values(&path, |values| *values = chosen));
    view! {
        <FilterMenu label="Choose" choices=Signal::stored(choices) selected on_change=set/>
        <span class="min-w-0 break-words">{told}</span>
    }
}
