use api_types::{page::Page, segments::Segment};
use domain::staff::Permission;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::Client,
    components::{Confirm, EmptyState, ErrorPanel, Icon, Toasts, set_crumbs},
    format,
    load::Loaded,
    query::Portfolio,
    routes,
    session::Session,
    view,
};

/// The segments one can use.
#[component]
pub fn Segments() -> impl IntoView {
    set_crumbs(&[("Settings", Some(routes::SETTINGS)), ("Segments", None)]);
    let api = Client::from_context();
    let toasts = Toasts::from_context();
    let list = Loaded::<Page<Segment>>::new(|| (), move |()| api.segments());
    let doomed = RwSignal::new(None::<Segment>);
    let asks = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let remove = Callback::new(move |()| {
        let Some(segment) = doomed.get_untracked() else { return };
        is_busy.set(true);
        spawn_local(async move {
            match api.delete_segment(segment.id).await {
                Ok(()) => {
                    toasts.say(format!("The segment “{}” was deleted.", segment.name));
                    list.reload();
                }
                Err(error) => toasts.fail("The segment stays.", &error),
            }
            asks.try_set(false);
            is_busy.try_set(false);
        });
    });
    let ask = Callback::new(move |segment: Segment| {
        doomed.set(Some(segment));
        asks.set(true);
    });
    let text = move || {
        let name = doomed.with(|segment| segment.as_ref().map(|segment| segment.name.clone()).unwrap_or_default());
        format!("“{name}” can no longer be used. No client changes.")
    };
    view! {
        <div class="flex flex-wrap items-end gap-3">
            <div class="grow">
                <h1 class="text-[20px] font-semibold tracking-tight">"Segments"</h1>
                <p class="muted mt-0.5">"Clients by a filter, under a name: for the portfolio, views, alert rules and comparisons."</p>
            </div>
            <a class="button button-primary" href=routes::NEW_SEGMENT><Icon name="plus"/>"New segment"</a>
        </div>
        <section class="card-x mt-4 hairline" aria-label="Segments" aria-busy=move || list.is_loading.get().to_string()>
            {move || match (list.data.get(), list.error.get()) {
                (_, Some(error)) => view! { <ErrorPanel error on_retry=list.retry()/> },
                (None, None) => view! {
                    <p class="sr-only" role="status">"Loading segments"</p>
                    <div class="p-4 grid gap-5" aria-hidden="true">
                        {(0..4).map(|_| view! { <div><span class="skel h-4 w-56 max-w-full"></span><span class="skel h-3 w-40 max-w-full mt-2"></span></div> }).collect_view()}
                    </div>
                },
                (Some(page), None) if page.data.is_empty() => view! {
                    <EmptyState icon="list-filter" title="No segments yet" text="A segment is a filter with a name, such as large clients whose health falls. Who belongs to it is always as of now.">
                        <a class="button button-primary" href=routes::NEW_SEGMENT>"New segment"</a>
                    </EmptyState>
                },
                (Some(page), None) => view! { <ul>{page.data.into_iter().map(|segment| row(segment, ask)).collect_view()}</ul> },
            }}
        </section>
        <Confirm is_open=asks title="Delete the segment?" text=Signal::derive(text) action="Delete segment" busy_action="Deleting"
            is_busy on_confirm=remove/>
    }
}

fn row(segment: Segment, ask: Callback<Segment>) -> AnyView {
    let session = Session::from_context();
    let may_change = !segment.is_shared || session.may(Permission::ConfigureSegments);
    let whose =
        if segment.is_shared { format!("For everyone, by {}", segment.owner.name) } else { "Only yours".to_owned() };
    let conditions = conditions(&segment.filter);
    let open = routes::portfolio(&Portfolio { segment_id: Some(segment.id), ..Portfolio::default() });
    let name = segment.name.clone();
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 border-b border-base-300 last:border-b-0">
            <div class="min-w-0 grow basis-52">
                <p class="font-medium break-words"><a class="link-x" href=routes::segment(segment.id)>{name.clone()}</a></p>
                {segment.description.clone().map(|text| view! { <p class="leading-5 break-words">{text}</p> })}
                <p class="muted text-[12px]">{format!("{whose} · {}", format::counted(conditions, "condition", "conditions"))}</p>
            </div>
            <a class="button" href=open aria-label=format!("Show clients of {name}")>"Show clients"</a>
            {may_change.then(|| view! {
                <button type="button" class="button-icon" aria-label=format!("Delete {name}") on:click=move |_| ask.run(segment.clone())>
                    <Icon name="trash-2"/>
                </button>
            })}
        </li>
    }
}

/// How many conditions a filter has.
fn conditions(filter: &serde_json::Value) -> i64 {
    match filter {
        serde_json::Value::Array(parts) => parts.iter().map(conditions).sum(),
        serde_json::Value::Object(object) if object.contains_key("field") => 1,
        serde_json::Value::Object(object) => object.values().map(conditions).sum(),
        _ => 0,
    }
}
