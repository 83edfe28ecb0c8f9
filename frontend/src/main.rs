//! The app that runs in the browser.
use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(|| view! { <main class="p-6"><h1>"Steward"</h1></main> });
}
