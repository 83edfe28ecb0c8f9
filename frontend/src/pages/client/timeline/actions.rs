use api_types::{
    activities::{Activity, UpdateActivity},
    timeline::TimelineEntry,
};
use domain::{ActivityId, staff::Permission, work::TimelineKind};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::query::Shown;
use crate::{
    api::Client as Api,
    browser,
    components::{Icon, LogActivity, ProgressButton, Toasts},
    pages::client::context::ClientContext,
    session::Session,
    view,
};

/// What one can do about an entry: change one's own activity, or say that its follow-up is done.
#[component]
pub(super) fn Actions(entry: TimelineEntry) -> impl IntoView {
    let session = Session::from_context();
    let log = LogActivity::from_context();
    let api = Api::from_context();
    let toasts = Toasts::from_context();
    let is_busy = RwSignal::new(false);
    let is_own = session.me().is_some_and(|me| entry.by.as_ref().is_some_and(|person| person.id == me.id));
    let id = entry.entity_id.filter(|_| is_own && entry.kind == TimelineKind::Activity).map(ActivityId);
    let is_owed = entry.facts.follow_up_completed == Some(false);
    id.filter(|_| session.may(Permission::LogWork)).map(|id| {
        let edit = move |_| {
            spawn_local(async move {
                match api.activity(id).await {
                    Ok(activity) => log.edit(activity.value),
                    Err(error) => toasts.fail("The activity could not be opened.", &error),
                }
            });
        };
        let complete = Callback::new(move |()| {
            is_busy.set(true);
            spawn_local(async move {
                match api.activity(id).await {
                    Ok(activity) => complete(api, log, toasts, activity.value).await,
                    Err(error) => toasts.fail("The follow-up is still open.", &error),
                }
                is_busy.try_set(false);
            });
        });
        view! {
            <div class="flex flex-wrap gap-2 no-print">
                <button type="button" class="button button-small" on:click=edit><Icon name="pencil"/>"Edit activity"</button>
                {is_owed.then(|| view! {
                    <ProgressButton is_busy label="Follow-up done" busy_label="Saving" class="button button-small" icon="check" on_click=complete/>
                })}
            </div>
        }
    })
}

/// Says that a follow-up is done, with the way back.
pub(in crate::pages) async fn complete(api: Api, log: LogActivity, toasts: Toasts, activity: Activity) {
    let (id, client) = (activity.id, activity.client_id);
    let set = move |is_done| UpdateActivity { follow_up_completed: Some(is_done), ..UpdateActivity::default() };
    match api.update_activity(id, &set(true), activity.version).await {
        Ok(saved) => {
            log.was_saved(client);
            let version = saved.value.version;
            toasts.say_with_undo(format!("The follow-up on “{}” is done.", activity.subject), move || {
                spawn_local(async move {
                    match api.update_activity(id, &set(false), version).await {
                        Ok(_) => log.was_saved(client),
                        Err(error) => toasts.fail("The follow-up stays done.", &error),
                    }
                });
            });
        }
        Err(error) => toasts.fail("The follow-up is still open.", &error),
    }
}

/// Saves what is shown as a file.
#[component]
pub(super) fn Export(shown: Memo<Shown>) -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let toasts = Toasts::from_context();
    let is_busy = RwSignal::new(false);
    let export = Callback::new(move |()| {
        let search = shown.get_untracked().search();
        is_busy.set(true);
        spawn_local(async move {
            match api.client_timeline_file(client.id, &search).await {
                Ok(text) if browser::save_file("timeline.csv", "text/csv", &text).is_some() => {
                    toasts.say("The timeline was saved as timeline.csv.");
                }
                Ok(_) => toasts.say("The browser did not save the file."),
                Err(error) => toasts.fail("The timeline was not exported.", &error),
            }
            is_busy.try_set(false);
        });
    });
    view! { <ProgressButton is_busy label="Export CSV" busy_label="Exporting" class="button" icon="download" on_click=export/> }
}
