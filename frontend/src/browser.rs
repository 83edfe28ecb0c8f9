//! The few things the app asks the browser for directly.
use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The present instant by the browser's clock.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
}

/// Today by the browser's clock, in UTC as every date of the API.
pub fn today() -> NaiveDate {
    now().date_naive()
}

/// Names the page in the tab and in the history.
pub fn set_title(title: &str) {
    document().set_title(&format!("{title} · Steward"));
}

/// A kept choice. Storage may be closed to us; the app works without.
pub fn stored(key: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(key).ok().flatten()
}

/// Keeps a choice, or forgets it.
pub fn store(key: &str, value: Option<&str>) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    // A full or closed storage only means that the choice is not remembered.
    let _ = match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    };
}

/// Whether a media query holds now.
pub fn matches_media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Moves the focus to an element, if it is there.
pub fn focus(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector)
        && let Ok(element) = element.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = element.focus();
    }
}

/// Whether the focus is inside of the element with this id, or nowhere.
pub fn is_focus_lost_with(id: &str) -> bool {
    let container = document().get_element_by_id(id);
    document().active_element().is_none_or(|element| {
        element.tag_name() == "BODY" || container.is_some_and(|container| container.contains(Some(&element)))
    })
}

/// Scrolls a bar sideways until the element with this id stands in its middle, as far as that is possible.
pub fn scroll_into_middle(bar: &web_sys::HtmlElement, id: &str) {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        bar.set_scroll_left(element.offset_left() - (bar.client_width() - element.offset_width()) / 2);
    }
}

/// Scrolls the page until the element with this id stands in it, once what comes next is drawn.
pub fn bring_into_view(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            let height = f64::from(document().document_element().map_or(0, |root| root.client_height()));
            let place = element.get_bounding_client_rect();
            window().scroll_by_with_x_and_y(0.0, place.top() - ((height - place.height()) / 2.0).max(0.0));
        }
    });
}

/// Scrolls a panel up or down until the element with this id stands inside it.
pub fn scroll_inside(panel: &str, id: &str) {
    let (Some(panel), Some(element)) = (document().get_element_by_id(panel), document().get_element_by_id(id)) else {
        return;
    };
    let (outer, inner) = (panel.get_bounding_client_rect(), element.get_bounding_client_rect());
    let by = (inner.bottom() - outer.bottom()).max(0.0) + (inner.top() - outer.top()).min(0.0);
    panel.set_scroll_top(panel.scroll_top() + by as i32);
}

/// Pixels an element has to move sideways to stand inside the window, a little away from its edges.
pub fn shift_into_window(id: &str) -> f64 {
    const MARGIN: f64 = 8.0;
    let Some(element) = document().get_element_by_id(id) else { return 0.0 };
    let place = element.get_bounding_client_rect();
    let width = f64::from(document().document_element().map_or(0, |root| root.client_width()));
    if place.left() < MARGIN { MARGIN - place.left() } else { (width - MARGIN - place.right()).min(0.0) }
}

/// Whether an event happened inside the element with this id.
pub fn is_inside(event: &web_sys::Event, id: &str) -> bool {
    let Some(container) = document().get_element_by_id(id) else { return false };
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    target.is_some_and(|target| container.contains(Some(&target)))
}

/// Whether the focus goes from an element to somewhere outside of the element with this id.
pub fn leaves(event: &web_sys::FocusEvent, id: &str) -> bool {
    let Some(container) = document().get_element_by_id(id) else { return false };
    let target = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    target.is_some_and(|target| !container.contains(Some(&target)))
}

/// Whether the event comes from something people type into.
pub fn is_typing(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// The place of the caret in the field with this id, as browsers count; none while more than a place is chosen.
pub fn caret(id: &str) -> Option<usize> {
    let element = document().get_element_by_id(id)?;
    let (from, to) = match element.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        Some(area) => (area.selection_start(), area.selection_end()),
        None => {
            let line = element.dyn_ref::<web_sys::HtmlInputElement>()?;
            (line.selection_start(), line.selection_end())
        }
    };
    let (from, to) = (from.ok()??, to.ok()??);
    (from == to).then_some(from as usize)
}

/// Puts a text into the field with this id, and the caret at a place of it.
pub fn put_text(id: &str, text: &str, caret: usize) {
    let Some(element) = document().get_element_by_id(id) else { return };
    let at = caret as u32;
    // A field that is gone meanwhile has no caret to be set.
    let _ = if let Some(area) = element.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        area.set_value(text);
        area.set_selection_range(at, at)
    } else if let Some(line) = element.dyn_ref::<web_sys::HtmlInputElement>() {
        line.set_value(text);
        line.set_selection_range(at, at)
    } else {
        Ok(())
    };
}

/// Saves a text as a file of the person's own.
pub fn save_file(name: &str, kind: &str, text: &str) -> Option<()> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options).ok()?;
    let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&address).ok()
}

/// The address of the link that has the focus, if one has.
pub fn focused_link() -> Option<String> {
    document().active_element()?.get_attribute("href")
}

/// Whether a dialog is open, which then has the keyboard to itself.
pub fn is_dialog_open() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Copies a text; false where the browser does not let pages do that.
pub async fn copy(text: &str) -> bool {
    // Missing outside of secure pages, where the bindings would stumble over nothing.
    let Ok(navigator) = js_sys::Reflect::get(&window(), &"navigator".into()) else { return false };
    let Ok(clipboard) = js_sys::Reflect::get(&navigator, &"clipboard".into()) else { return false };
    if clipboard.is_undefined() {
        return false;
    }
    let Ok(write) = js_sys::Reflect::get(&clipboard, &"writeText".into()) else { return false };
    let Ok(write) = write.dyn_into::<js_sys::Function>() else { return false };
    let Ok(promise) = write.call1(&clipboard, &text.into()) else { return false };
    let Ok(promise) = promise.dyn_into::<js_sys::Promise>() else { return false };
    wasm_bindgen_futures::JsFuture::from(promise).await.is_ok()
}
