use api_types::segments::SegmentField;
use domain::filter::{Field, Operator};
use leptos::prelude::*;

use super::{
    draft::{Group, Part, Row},
    value::ValueField,
    words::{Join, asked},
};
use crate::{components::Icon, view};

/// Groups that may lie within each other on the page; the server allows a few more.
const DEEPEST: usize = 3;

/// What the builder works on: the filter, how often its shape changed, and what is wrong where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Builder {
    pub draft: RwSignal<Group>,
    /// Counted when parts come, go, or become others; while one types, fields keep their focus.
    pub shape: RwSignal<u32>,
    pub fields: StoredValue<Vec<SegmentField>>,
    pub currency: StoredValue<String>,
    /// Paths of conditions, and what is wrong with each.
    pub wrong: RwSignal<Vec<(Vec<usize>, String)>>,
}

impl Builder {
    pub fn new(fields: Vec<SegmentField>, currency: String, draft: Group) -> Self {
        Self {
            draft: RwSignal::new(draft),
            shape: RwSignal::new(0),
            fields: StoredValue::new(fields),
            currency: StoredValue::new(currency),
            wrong: RwSignal::new(Vec::new()),
        }
    }

    fn reshape(self, change: impl FnOnce(&mut Group)) {
        self.draft.update(change);
        self.shape.update(|shape| *shape += 1);
    }

    /// Changes a condition without drawing it anew.
    pub fn set_values(self, path: &[usize], change: impl FnOnce(&mut Vec<String>)) {
        self.draft.update(|draft| {
            if let Some(Part::Row(row)) = draft.at(path) {
                change(&mut row.values);
            }
        });
    }

    /// The values of a condition as they are typed.
    pub fn values(self, path: &[usize]) -> Vec<String> {
        self.draft.with(|draft| match draft.clone().at(path) {
            Some(Part::Row(row)) => row.values.clone(),
            _ => Vec::new(),
        })
    }
}

/// Groups and conditions, to any sensible depth.
#[component]
pub(super) fn Filter(builder: Builder) -> impl IntoView {
    view! {
        {move || {
            builder.shape.track();
            group(builder, &builder.draft.get_untracked(), Vec::new())
        }}
    }
}

fn group(builder: Builder, drawn: &Group, path: Vec<usize>) -> AnyView {
    let name = if path.is_empty() { "Clients with".to_owned() } else { format!("Group {}", numbered(&path)) };
    let join = drawn.join;
    let (at, below, gone) = (path.clone(), path.clone(), path.clone());
    let parts: Vec<AnyView> = drawn
        .parts
        .iter()
        .enumerate()
        .map(|(i, part)| {
            let path = [path.as_slice(), &[i]].concat();
            match part {
                Part::Group(inner) => group(builder, inner, path),
                Part::Row(inner) => row(builder, inner, path),
            }
        })
        .collect();
    let may_nest = path.len() < DEEPEST;
    let is_root = path.is_empty();
    view! {
        <fieldset class="min-w-0 grid gap-2" class=("group-x", !is_root)>
            <legend class="sr-only">{name.clone()}</legend>
            <div class="flex items-center gap-2">
                <span>{if is_root { "Clients with" } else { "Group with" }}</span>
                <select class="select-x" aria-label=format!("{name}: how the conditions go together")
                    on:change:target=move |event| {
                        let join = Join::of(&event.target().value());
                        builder.draft.update(|draft| if let Some(group) = draft.group_at(&at) { group.join = join });
                    }>
                    {Join::ALL.map(|option| view! { <option value=option.key() selected=option == join>{option.words()}</option> })}
                </select>
                {(!is_root).then(|| view! {
                    <button type="button" class="button-icon ml-auto" aria-label=format!("Remove {}", name.to_lowercase())
                        on:click=move |_| builder.reshape(|draft| draft.remove(&gone))><Icon name="x"/></button>
                })}
            </div>
            <ul class="grid gap-2">{parts.into_iter().map(|part| view! { <li class="min-w-0">{part}</li> }).collect_view()}</ul>
            <div class="flex flex-wrap gap-2">
                <button type="button" class="button button-dashed" on:click=move |_| builder.reshape(|draft| {
                    if let Some(group) = draft.group_at(&path) { group.parts.push(Part::Row(Row::new(Field::HealthStatus))) }
                })><Icon name="plus"/>"Add condition"</button>
                {may_nest.then(|| view! {
                    <button type="button" class="button button-dashed" on:click=move |_| builder.reshape(|draft| {
                        if let Some(group) = draft.group_at(&below) {
                            group.parts.push(Part::Group(Group { join: Join::Any, ..Group::new() }));
                        }
                    })><Icon name="plus"/>"Add group"</button>
                })}
            </div>
        </fieldset>
    }
}

fn row(builder: Builder, drawn: &Row, path: Vec<usize>) -> AnyView {
    let name = format!("Condition {}", numbered(&path));
    let (field, operator) = (drawn.field, drawn.operator);
    let (field_at, operator_at, gone, wrong_at) = (path.clone(), path.clone(), path.clone(), path.clone());
    let fields = builder
        .fields
        .with_value(|fields| fields.iter().map(|known| (known.field, known.label.clone())).collect::<Vec<_>>());
    let set_field = move |text: String| {
        let Ok(field) = text.parse::<Field>() else { return };
        builder.reshape(|draft| {
            if let Some(part) = draft.at(&field_at) {
                *part = Part::Row(Row::new(field));
            }
        });
    };
    let set_operator = move |text: String| {
        let Ok(next) = text.parse::<Operator>() else { return };
        builder.reshape(|draft| {
            if let Some(Part::Row(row)) = draft.at(&operator_at) {
                // What was answered stays where the question takes the same kind of answer.
                if row.operator.counts_days() != next.counts_days() {
                    row.values.clear();
                }
                row.operator = next;
            }
        });
    };
    let wrong = move || {
        builder.wrong.with(|wrong| wrong.iter().find(|(at, _)| *at == wrong_at).map(|(_, message)| message.clone()))
    };
    view! {
        <div class="grid gap-1">
            <div class="flex flex-wrap items-center gap-2" role="group" aria-label=name.clone()>
                <select class="select-x max-w-56" aria-label="Field" on:change:target=move |event| set_field(event.target().value())>
                    {fields.into_iter().map(|(known, label)| view! {
                        <option value=known.as_str() selected=known == field>{label}</option>
                    }).collect_view()}
                </select>
                <select class="select-x" aria-label="Question" on:change:target=move |event| set_operator(event.target().value())>
                    {field.operators().map(|known| view! {
                        <option value=known.as_str() selected=known == operator>{asked(known, field.kind())}</option>
                    }).collect_view()}
                </select>
                <ValueField builder field operator path/>
                <button type="button" class="button-icon" aria-label=format!("Remove {}", name.to_lowercase())
                    on:click=move |_| builder.reshape(|draft| draft.remove(&gone))><Icon name="x"/></button>
            </div>
            {move || wrong().map(|message| view! { <p class="CRITICAL text-[12px]" role="alert">{message}</p> })}
        </div>
    }
}

/// Positions as people count: 1, 2.1.
fn numbered(path: &[usize]) -> String {
    path.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(".")
}
