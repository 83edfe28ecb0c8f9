use leptos::prelude::*;

use super::asked::Place;
use crate::{components::Icon, view};

/// A column one can sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub field: &'static str,
    pub label: &'static str,
    pub class: &'static str,
    /// Whether the first click puts the largest first.
    pub from_top: bool,
}

pub const fn column(field: &'static str, label: &'static str, class: &'static str, from_top: bool) -> Column {
    Column { field, label, class, from_top }
}

/// Where a click on a column's header leads.
pub fn turned(column: Column, now: &str) -> String {
    let (ascending, descending) = (column.field.to_owned(), format!("-{}", column.field));
    match () {
        () if now == ascending => descending,
        () if now == descending => ascending,
        () if column.from_top => descending,
        () => ascending,
    }
}

/// The header of a column; `usual` is the sort of an address that names none.
pub fn header(place: Place, usual: &'static str, column: Column) -> AnyView {
    let now = move || place.now.with(|now| now.get("sort").unwrap_or(usual).to_owned());
    let sorted = move || match now() {
        now if now == column.field => "ascending",
        now if now.strip_prefix('-') == Some(column.field) => "descending",
        _ => "none",
    };
    view! {
        <th scope="col" class=format!("first:pl-4! last:pr-4! py-0! {}", column.class) aria-sort=sorted>
            <button type="button" class="sort-x" class:is-active=move || sorted() != "none" on:click=move |_| {
                let to = turned(column, &now());
                place.set("sort", if to == usual { "" } else { &to });
            }>
                {column.label}
                {move || match sorted() {
                    "ascending" => view! { <Icon name="arrow-up" class="size-3"/> },
                    "descending" => view! { <Icon name="arrow-down" class="size-3"/> },
                    _ => view! { <Icon name="chevrons-up-down" class="size-3 opacity-60"/> },
                }}
            </button>
        </th>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_click_turns_the_order_round() {
        let arr = column("arr", "ARR", "", true);
        assert_eq!(turned(arr, "name"), "-arr");
        assert_eq!(turned(arr, "-arr"), "arr");
        assert_eq!(turned(column("name", "Client", "", false), "-arr"), "name");
    }
}
