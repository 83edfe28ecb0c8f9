use leptos::{html, prelude::*};

use crate::{browser, effect::effect, view};

/// One tab: what it is called, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    pub label: &'static str,
    pub href: String,
}

/// The pages that belong together, as links; `id` tells one bar from another.
#[component]
pub fn TabBar(
    id: &'static str,
    label: &'static str,
    tabs: Vec<Tab>,
    #[prop(into)] current: Signal<Option<usize>>,
) -> impl IntoView {
    let node = NodeRef::<html::Nav>::new();
    let count = tabs.len();
    // On a phone the bar scrolls; the tab that is open must be in sight.
    effect(move || {
        let (Some(bar), Some(index)) = (node.get(), current.get()) else { return };
        browser::scroll_into_middle(&bar, &element_id(id, index));
    });
    view! {
        <nav node_ref=node aria-label=label class="tabs-x relative mt-4 flex gap-1 border-b border-base-300 no-print">
            {tabs.into_iter().enumerate().map(|(index, tab)| view! {
                <a id=element_id(id, index) class="tab-x" href=tab.href
                    aria-current=move || (current.get() == Some(index)).then_some("page")
                    on:keydown=move |event| move_focus(&event, id, index, count)>{tab.label}</a>
            }).collect_view()}
        </nav>
    }
}

/// Arrows go along the bar, as they do in every bar of tabs; Enter opens.
fn move_focus(event: &leptos::ev::KeyboardEvent, id: &str, index: usize, count: usize) {
    let to = match event.key().as_str() {
        "ArrowRight" => (index + 1) % count,
        "ArrowLeft" => (index + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return,
    };
    event.prevent_default();
    browser::focus(&format!("#{}", element_id(id, to)));
}

fn element_id(id: &str, index: usize) -> String {
    format!("{id}-tab-{index}")
}
