use api_types::{adoption::FeatureDetails, problem::ProblemCode};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::feature::Feature;
use crate::{
    api::Client as Api,
    components::{EmptyState, ErrorPanel},
    load::Loaded,
    pages::client::context::ClientContext,
    routes, view,
};

/// One feature: its use by day, who uses it, what is expected, and the levels it stood on.
#[component]
pub fn ClientFeature() -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let parameters = use_params_map();
    let key = Memo::new(move |_| parameters.with(|parameters| parameters.get("feature").unwrap_or_default()));
    let details = Loaded::<FeatureDetails>::new(move || key.get(), move |key| api.client_feature(client.id, &key));
    let back = routes::client_tab(client.id, "adoption");
    view! {
        <p class="mb-3"><a class="link-x" href=back>"All features"</a></p>
        {move || match (details.data.get(), details.error.get()) {
            (_, Some(error)) if error.code() == Some(ProblemCode::NotFound) => view! {
                <section class="card-x" aria-label="Feature">
                    <EmptyState icon="search-x" title="There is no such feature" text="It is not in the catalogue any more.">
                        <a class="button button-primary" href=routes::client_tab(client.id, "adoption")>"Open adoption"</a>
                    </EmptyState>
                </section>
            },
            (_, Some(error)) => view! {
                <div class="card-x"><ErrorPanel error on_retry=details.retry()/></div>
            },
            (Some(data), None) => view! { <Feature data/> },
            (None, None) => view! {
                <p class="sr-only" role="status">"Loading the feature"</p>
                <div class="card-x p-4" aria-hidden="true"><span class="skel h-4 w-72 max-w-full"></span><span class="skel h-60 w-full mt-4"></span></div>
            },
        }}
    }
}
