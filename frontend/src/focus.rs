//! The focus outlives what is drawn anew: whoever uses the keyboard goes on where they were, not at the top of the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// What had the focus before something was drawn.
pub struct Focus {
    element: Element,
    kind: String,
    traits: Traits,
    /// Its place among those that look the same.
    twin: usize,
    /// The button of the menu it stands in.
    opener: Option<Element>,
    /// The place of its row among the rows.
    row: Option<usize>,
}

/// What people tell an element by.
#[derive(PartialEq)]
struct Traits {
    row: Option<String>,
    attributes: [Option<String>; 4],
    /// What a button or link says; what a field says is what was typed.
    text: Option<String>,
}

impl Focus {
    /// What has the focus now, if anything has.
    pub fn hold() -> Option<Self> {
        let element = document().active_element().filter(|element| element.tag_name() != "BODY")?;
        let (kind, traits) = (element.tag_name(), Traits::of(&element));
        let twin = twins(&kind, &traits).iter().position(|other| *other == element)?;
        let row = closest_row(&element).and_then(|row| all("[data-row]").iter().position(|other| *other == row));
        let menu = element.closest("[id^=popover-]:not(.menu-panel)").ok().flatten();
        let opener = menu.and_then(|menu| menu.query_selector("button[aria-expanded]").ok().flatten());
        Some(Self { element, kind, traits, twin, opener, row })
    }

    /// Gives it back, once what came is drawn: to what looks the same, to the button of its menu, to the row in its
    /// place, or to the page's content.
    /// Where something else has taken the focus meanwhile, it keeps it.
    pub fn give_back(self) {
        request_animation_frame(move || {
            let has_moved =
                document().active_element().is_some_and(|now| now.tag_name() != "BODY" && now != self.element);
            let is_kept = self.element.is_connected() && !is_disabled(&self.element);
            if !has_moved && !is_kept {
                self.heir().inspect(focus);
            }
        });
    }

    fn heir(&self) -> Option<Element> {
        if self.element.is_connected() {
            // It cannot be pressed any more: what stands beside it can.
            let beside = self.element.parent_element()?.query_selector("button:not(:disabled), a[href]").ok()?;
            return beside.or_else(content);
        }
        let mut same = twins(&self.kind, &self.traits);
        if !same.is_empty() {
            return Some(same.swap_remove(self.twin.min(same.len() - 1)));
        }
        let opener = self.opener.clone().filter(|opener| opener.is_connected());
        opener.or_else(|| self.row.and_then(row_link)).or_else(content)
    }
}

impl Traits {
    fn of(element: &Element) -> Self {
        let says_itself = matches!(element.tag_name().as_str(), "A" | "BUTTON" | "SUMMARY");
        Self {
            row: closest_row(element).and_then(|row| row.get_attribute("data-row")),
            attributes: ["aria-label", "href", "name", "type"].map(|name| element.get_attribute(name)),
            text: says_itself.then(|| element.text_content()).flatten(),
        }
    }
}

fn twins(kind: &str, traits: &Traits) -> Vec<Element> {
    all(kind).into_iter().filter(|element| !is_disabled(element) && Traits::of(element) == *traits).collect()
}

fn closest_row(element: &Element) -> Option<Element> {
    element.closest("[data-row]").ok().flatten()
}

/// The link of the row at a place; of the last one where there are fewer.
fn row_link(place: usize) -> Option<Element> {
    let rows = all("[data-row]");
    let row = rows.get(place).or(rows.last())?;
    row.query_selector("[data-row-link]").ok().flatten()
}

fn content() -> Option<Element> {
    document().get_element_by_id("content")
}

fn is_disabled(element: &Element) -> bool {
    element.matches(":disabled").unwrap_or(false)
}

fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// The page stays where it was scrolled to.
fn focus(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus_with_options(&options);
    }
}
