use api_types::adoption::ClientAdoption as Adoption;
use leptos::prelude::*;

use super::{facts::Facts, matrix::Matrix};
use crate::{
    api::Client as Api,
    components::{EmptyState, ErrorPanel},
    load::Loaded,
    pages::client::context::ClientContext,
    view,
};

/// How far the client has adopted what it licenses.
#[component]
pub fn ClientAdoption() -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let adoption = Loaded::<Adoption>::new(move || client.id, move |id| api.client_adoption(id));
    view! {
        {move || match (adoption.data.get(), adoption.error.get()) {
            (Some(data), _) if data.modules.is_empty() => view! {
                <section class="card-x" aria-label="Adoption">
                    <EmptyState icon="layout-list" title="There is no catalogue of features yet"
                        text="Features appear with the first import of features, licences or their use."/>
                </section>
            },
            (Some(data), _) => view! {
                <Facts data=data.clone()/>
                <div class="mt-4"><Matrix data/></div>
            },
            (None, Some(error)) => view! {
                <div class="card-x"><ErrorPanel error on_retry=adoption.retry()/></div>
            },
            (None, None) => view! { <Waiting/> },
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
                    <div class="p-4"><span class="skel h-3 w-20"></span><span class="skel h-6 w-14 mt-2"></span><span class="skel h-3 w-28 max-w-full mt-2"></span></div>
                }).collect_view()}
            </div>
            <div class="card-x p-4 mt-4"><span class="skel h-4 w-72 max-w-full"></span><span class="skel h-80 w-full mt-4"></span></div>
        </div>
    }
}
