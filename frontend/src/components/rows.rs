use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser;

/// Up and Down move from row to row, Home and End to the first and last; Enter follows the link.
pub fn move_between_rows(event: leptos::ev::KeyboardEvent) {
    let Some(list) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return;
    };
    let Ok(links) = list.query_selector_all("[data-row-link]") else { return };
    let last = links.length().saturating_sub(1);
    let here = document().active_element();
    let at = (0..=last).find(|index| links.item(*index).as_ref() == here.as_deref());
    let next = match (event.key().as_str(), at) {
        ("ArrowDown", Some(at)) => (at + 1).min(last),
        ("ArrowDown", None) => 0,
        ("ArrowUp", Some(at)) => at.saturating_sub(1),
        ("Home", Some(_)) => 0,
        ("End", Some(_)) => last,
        _ => return,
    };
    if let Some(link) = links.item(next).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        let _ = link.focus();
    }
}

/// The row a key was pressed in, by the id it carries, and the letter; none while one types or holds another key.
pub fn act_on_row(event: &leptos::ev::KeyboardEvent) -> Option<(String, String)> {
    if browser::is_typing(event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let row = target.closest("[data-row]").ok().flatten()?;
    Some((row.get_attribute("data-row")?, event.key()))
}
