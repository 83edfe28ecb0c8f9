use api_types::adoption::ClientAdoption as Adoption;
use leptos::prelude::*;

use super::{facts::Facts, matrix::Matrix};
use crate::{
    api::Client as Api,
    components::{EmptyState, ErrorPanel, Skeleton},
    load::Loaded,
    pages::client::context::ClientContext,
};

/// How far the client has adopted what it licenses.
#[component]
pub fn ClientAdoption() -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let adoption = Loaded::<Adoption>::new(move || client.id, move |id, signal| api.client_adoption(id, signal));
    view! {
        {move || match (adoption.data.get(), adoption.error.get()) {
            (Some(data), _) if data.modules.is_empty() => view! {
                <section class="card-x" aria-label="Adoption">
                    <EmptyState icon="layout-list" title="There is no catalogue of features yet"
                        text="Features appear with the first import of features, licences or their use."/>
                </section>
            }.into_any(),
            (Some(data), _) => view! {
                <Facts data=data.clone()/>
                <div class="mt-4"><Matrix data/></div>
            }.into_any(),
            (None, Some(error)) => view! {
                <div class="card-x"><ErrorPanel error on_retry=Callback::new(move |()| adoption.reload())/></div>
            }.into_any(),
            (None, None) => view! { <Waiting/> }.into_any(),
        }}
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <p class="sr-only" role="status">"Loading adoption"</p>
        <div aria-hidden="true">
            <div class="card-x grid lg:grid-cols-3">
                {(0..3).map(|_| view! {
                    <div class="p-4"><Skeleton class="h-3 w-20"/><Skeleton class="h-6 w-14 mt-2"/><Skeleton class="h-3 w-28 max-w-full mt-2"/></div>
                }).collect_view()}
            </div>
            <div class="card-x p-4 mt-4"><Skeleton class="h-4 w-72 max-w-full"/><Skeleton class="h-80 w-full mt-4"/></div>
        </div>
    }
}
