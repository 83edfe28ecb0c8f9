//! The app that runs in the browser.
#![cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "on the host only the pure functions are tested"))]

mod api;
mod app;
mod browser;
mod charts;
mod components;
mod effect;
mod focus;
mod format;
mod lazy;
mod live;
mod load;
mod order;
mod pages;
mod query;
mod routes;
mod session;
mod theme;
mod view;
mod words;

pub(crate) use view::view;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
