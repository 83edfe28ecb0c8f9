//! The app that runs in the browser.
#![cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "on the host only the pure functions are tested"))]

mod api;
mod app;
mod browser;
mod charts;
mod components;
mod format;
mod live;
mod load;
mod pages;
mod query;
mod routes;
mod session;
mod theme;
mod words;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
