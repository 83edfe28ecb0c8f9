use api_types::segments::{NewSegment as New, Segment, SegmentFields, UpdateSegment};
use domain::{SegmentId, staff::Permission};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use wasm_bindgen_futures::spawn_local;

use super::{
    builder::{Builder, Filter},
    draft::Group,
    preview::Preview,
};
use crate::{
    api::{ApiError, Client, work::etag},
    components::{ErrorPanel, Field, ProgressButton, Refused, Toasts, filled, set_crumbs},
    load::Loaded,
    routes,
    session::Session,
    view,
};

/// A segment to make.
#[component]
pub fn NewSegment() -> impl IntoView {
    set_crumbs(&[("Settings", Some(routes::SETTINGS)), ("Segments", Some(routes::SEGMENTS)), ("New", None)]);
    let api = Client::from_context();
    let fields = Loaded::<SegmentFields>::new(|| (), move |()| api.segment_fields());
    view! {
        {move || match (fields.data.get(), fields.error.get()) {
            (Some(fields), _) => view! { <Form fields segment=None/> },
            (None, Some(error)) => view! { <div class="card-x"><ErrorPanel error on_retry=fields.retry()/></div> },
            (None, None) => view! { <Waiting/> },
        }}
    }
}

/// A segment to change.
#[component]
pub fn EditSegment() -> impl IntoView {
    set_crumbs(&[("Settings", Some(routes::SETTINGS)), ("Segments", Some(routes::SEGMENTS)), ("Segment", None)]);
    let api = Client::from_context();
    let id = use_params_map()
        .with_untracked(|parameters| parameters.get("id").and_then(|id| id.parse().ok()))
        .unwrap_or(SegmentId(uuid::Uuid::nil()));
    let fields = Loaded::<SegmentFields>::new(|| (), move |()| api.segment_fields());
    let segment = Loaded::<Segment>::new(|| (), move |()| api.segment(id));
    view! {
        {move || match (fields.data.get(), segment.data.get(), fields.error.get().or(segment.error.get())) {
            (Some(fields), Some(segment), _) => view! { <Form fields segment=Some(segment)/> },
            (_, _, Some(error)) => view! {
                <div class="card-x"><ErrorPanel error on_retry=Callback::new(move |()| { fields.reload(); segment.reload() })/></div>
            },
            _ => view! { <Waiting/> },
        }}
    }
}

#[component]
fn Form(fields: SegmentFields, segment: Option<Segment>) -> impl IntoView {
    let api = Client::from_context();
    let session = Session::from_context();
    let toasts = Toasts::from_context();
    let navigate = use_navigate();
    let draft = segment.as_ref().map_or_else(Group::new, |segment| Group::read(&segment.filter));
    let builder = Builder::new(fields.data, fields.currency, draft);
    let name = RwSignal::new(segment.as_ref().map(|segment| segment.name.clone()).unwrap_or_default());
    let description =
        RwSignal::new(segment.as_ref().and_then(|segment| segment.description.clone()).unwrap_or_default());
    let is_shared = RwSignal::new(segment.as_ref().is_some_and(|segment| segment.is_shared));
    let error = RwSignal::new(None::<ApiError>);
    let is_busy = RwSignal::new(false);
    let may_share = session.may(Permission::ConfigureSegments);
    let is_others = segment.as_ref().is_some_and(|segment| segment.is_shared) && !may_share;
    let title = segment.as_ref().map_or_else(|| "New segment".to_owned(), |segment| segment.name.clone());
    let base = StoredValue::new(segment);
    let save = Callback::new(move |()| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            let filter = builder.draft.with_untracked(Group::to_json);
            let saved = match base.get_value() {
                None => {
                    let new = New {
                        name: name.get_untracked(),
                        description: filled(&description.get_untracked()),
                        filter,
                        is_shared: is_shared.get_untracked(),
                    };
                    api.create_segment(&new).await
                }
                Some(base) => {
                    let change = UpdateSegment {
                        name: Some(name.get_untracked()),
                        description: Some(filled(&description.get_untracked())),
                        filter: Some(filter),
                        is_shared: Some(is_shared.get_untracked()),
                    };
                    api.update_segment(base.id, &change, &etag(base.version)).await.map(|saved| saved.value)
                }
            };
            match saved {
                Ok(segment) => {
                    toasts.say(format!("The segment “{}” was saved.", segment.name));
                    navigate(routes::SEGMENTS, Default::default());
                }
                Err(refused) => error.set(Some(refused)),
            }
            is_busy.try_set(false);
        });
    });
    let error_of =
        move |pointer: &'static str| Signal::derive(move || error.get().and_then(|error| error.field(pointer)));
    let names_a_field =
        |error: &ApiError| ["/name", "/description"].iter().any(|pointer| error.field(pointer).is_some());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save.run(());
    };
    view! {
        <h1 class="text-[20px] font-semibold tracking-tight">{title}</h1>
        <div class="mt-4 grid min-[1100px]:grid-cols-[minmax(0,1fr)_18rem] gap-4 items-start">
            <form class="card-x p-4 grid gap-5 min-w-0" novalidate on:submit=submit>
                {move || error.get().filter(|error| !names_a_field(error)).map(|error| view! { <Refused error/> })}
                <Filter builder/>
                <div class="border-t border-base-300 pt-4 grid sm:grid-cols-2 gap-4">
                    <Field id="segment-name" label="Name" error=error_of("/name")>
                        <input id="segment-name" class="input-x w-full" maxlength="80" autocomplete="off" aria-describedby="segment-name-note"
                            prop:value=move || name.get() on:input:target=move |event| name.set(event.target().value())/>
                    </Field>
                    <Field id="segment-text" label="What it is for" error=error_of("/description")>
                        <input id="segment-text" class="input-x w-full" maxlength="500" autocomplete="off" aria-describedby="segment-text-note"
                            prop:value=move || description.get() on:input:target=move |event| description.set(event.target().value())/>
                    </Field>
                </div>
                {may_share.then(|| view! {
                    <label class="flex items-start gap-2.5">
                        <input type="checkbox" class="check mt-0.5" prop:checked=move || is_shared.get()
                            on:change:target=move |event| is_shared.set(event.target().checked())/>
                        <span>"For everyone"
                            <span class="block muted text-[12px]">"Everyone can use it, each over the clients they see."</span>
                        </span>
                    </label>
                })}
                <div class="flex flex-wrap items-center justify-end gap-2">
                    {is_others.then(|| view! { <p class="muted grow">"A segment for everyone is changed by those who configure segments."</p> })}
                    <a class="button" href=routes::SEGMENTS>"Cancel"</a>
                    {(!is_others).then(|| view! { <ProgressButton is_busy kind="submit" label="Save segment" busy_label="Saving"/> })}
                </div>
            </form>
            <Preview builder/>
        </div>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <p class="sr-only" role="status">"Loading the segment"</p>
        <div class="grid min-[1100px]:grid-cols-[minmax(0,1fr)_18rem] gap-4 mt-4" aria-hidden="true">
            <span class="skel h-64 rounded-[10px]"></span><span class="skel h-40 rounded-[10px]"></span>
        </div>
    }
}
