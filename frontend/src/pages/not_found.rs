use leptos::prelude::*;

use crate::{
    components::{EmptyState, set_crumbs},
    routes, view,
};

/// An address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    set_crumbs(&[("Not found", None)]);
    view! {
        <h1 class="sr-only">"Not found"</h1>
        <div class="card-x">
            <EmptyState icon="search-x" title="There is no such page"
                text="The address may be mistyped, or the page has moved.">
                <a class="button button-primary" href=routes::PORTFOLIO>"Open the portfolio"</a>
            </EmptyState>
        </div>
    }
}
