//! Pages whose code comes when they are first opened. Without them the first page would wait for all others.
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
pub use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::{
    components::{EmptyState, Icon},
    view,
};

/// Makes the page that is built by code that came.
pub type Page = fn() -> AnyView;

/// Brings the code of a page; at once, when a page of the same part was open before.
pub type Code = fn() -> LocalBoxFuture<'static, Result<Page, SplitLoaderError>>;

/// Declares pages of one part of the module: `lazy_pages! { client: client_usage => client::ClientUsage }` makes a function
/// `client_usage` for the router. Parts are few and large, so that what several pages share lies in few files.
macro_rules! lazy_pages {
    ($part:ident: $($name:ident => $page:path),* $(,)?) => {$(
        pub fn $name() -> ::leptos::prelude::AnyView {
            // The call is cut here: nothing of the page may be named outside of this function.
            #[$crate::lazy::wasm_split($part, fallible)]
            #[allow(unsafe_code, reason = "the cut is an import of the module; the macro writes it")]
            fn $name() -> Result<$crate::lazy::Page, $crate::lazy::SplitLoaderError> {
                Ok(|| ::leptos::prelude::IntoAny::into_any($page()))
            }
            $crate::lazy::show(|| Box::pin($name()))
        }
    )*};
}
pub(crate) use lazy_pages;

/// The page once its code is there.
pub fn show(code: Code) -> AnyView {
    view! { <Part code/> }
}

#[component]
fn Part(code: Code) -> impl IntoView {
    let page = RwSignal::new(None::<Page>);
    let has_failed = RwSignal::new(false);
    let load = move || {
        has_failed.set(false);
        spawn_local(async move {
            // Who asked may have left before it came.
            match code().await {
                Ok(made) => page.try_set(Some(made)).map(drop),
                Err(_) => has_failed.try_set(true).map(drop),
            };
        });
    };
    load();
    view! {
        {move || match (page.get(), has_failed.get()) {
            (Some(page), _) => page(),
            (None, true) => view! { <Missing on_retry=Callback::new(move |()| load())/> },
            (None, false) => view! { <Waiting/> },
        }}
    }
}

/// The server is away, or a newer version of the app has taken the place of this one.
#[component]
fn Missing(on_retry: Callback<()>) -> impl IntoView {
    view! {
        <h1 class="sr-only">"The page did not load"</h1>
        <div class="card-x" role="alert">
            <EmptyState icon="circle-alert" title="This page did not load"
                text="The server does not answer, or the app was updated while it was open. Try again, or reload the page.">
                <div class="flex gap-2">
                    <button type="button" class="button" on:click=move |_| on_retry.run(())><Icon name="rotate-cw"/>"Try again"</button>
                    <button type="button" class="button button-primary" on:click=move |_| { let _ = window().location().reload(); }>"Reload"</button>
                </div>
            </EmptyState>
        </div>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div aria-busy="true" class="grid gap-4">
            <p class="sr-only">"Loading"</p>
            <span class="skel h-8 w-64 max-w-full"></span>
            <span class="skel h-96 rounded-[10px]"></span>
        </div>
    }
}
