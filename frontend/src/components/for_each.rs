use std::sync::Arc;

use leptos::prelude::{For as Keyed, *};

use crate::view;

/// A row that is drawn when there is none of its key yet.
struct Row {
    key: String,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Rows that keep their nodes as long as their key is there; Leptos' own is compiled anew for each kind of row.
#[component]
pub fn For<T, K, V>(
    each: impl Fn() -> Vec<T> + Send + Sync + 'static,
    key: impl Fn(&T) -> K + Send + Sync + 'static,
    children: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    K: ToString,
    V: IntoView + 'static,
{
    let children = Arc::new(children);
    let row = move |item: T| {
        let (key, children) = (key(&item).to_string(), Arc::clone(&children));
        Row { key, draw: Box::new(move || children(item).into_any()) }
    };
    keyed(Box::new(move || each().into_iter().map(&row).collect()))
}

fn keyed(rows: Box<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
    view! { <Keyed each=rows key=|row| row.key.clone() children=|row: Row| (row.draw)()/> }
}
