use domain::work::{ActivityOutcome, ActivityType};
use leptos::prelude::*;

use super::{client_choice::ClientChoice, dialog::Logging, people::People};
use crate::{
    api::ApiError,
    browser,
    components::{Clash, Field, FormEnd, Refused, Show},
    effect::effect,
    view,
    words::Words,
};

const POINTERS: [&str; 7] = [
    "/activity_type",
    "/subject",
    "/description",
    "/occurred_at",
    "/duration_minutes",
    "/outcome_notes",
    "/follow_up_date",
];

/// The fields of an activity.
#[component]
pub(super) fn LogForm(logging: Logging, is_open: RwSignal<bool>, on_save: Callback<()>) -> impl IntoView {
    let draft = logging.draft;
    let error_of =
        move |pointer: &'static str| Signal::derive(move || logging.error.get().and_then(|error| error.field(pointer)));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_save.run(());
    };
    let client = Signal::derive(move || logging.client.with(|client| client.as_ref().map(|(id, _)| *id)));
    let lacks_client =
        Signal::derive(move || logging.lacks_client.get().then(|| "Choose the client it was with.".to_owned()));
    // What comes first is what one types first.
    effect(move || {
        let first = if logging.asks_client.get_untracked() { "#log-client" } else { "#log-subject" };
        browser::focus(first);
    });
    view! {
        <form class="px-5 pb-5 pt-3 grid gap-4" novalidate on:submit=submit>
            {move || logging.clash.get().map(|text| view! { <Clash text/> })}
            {move || logging.error.get().filter(|error| !names_a_field(error)).map(|error| view! { <Refused error/> })}
            <Show when=move || logging.asks_client.get()><ClientChoice chosen=logging.client error=lacks_client/></Show>
            <div class="grid sm:grid-cols-[11rem_1fr] gap-4">
                <Field id="log-type" label="Type" error=error_of("/activity_type")>
                    <select id="log-type" class="select-x w-full" aria-describedby="log-type-note"
                        on:change:target=move |event| if let Ok(kind) = event.target().value().parse() { draft.update(|draft| draft.kind = kind) }>
                        {ActivityType::ALL.iter().map(|kind| view! {
                            <option value=kind.as_str() selected=move || draft.with(|draft| draft.kind == *kind)>{kind.words()}</option>
                        }).collect_view()}
                    </select>
                </Field>
                <Field id="log-subject" label="Subject" error=error_of("/subject")>
                    <input id="log-subject" class="input-x w-full" maxlength="200" autocomplete="off" aria-describedby="log-subject-note"
                        prop:value=move || draft.with(|draft| draft.subject.clone())
                        on:input:target=move |event| draft.update(|draft| draft.subject = event.target().value())/>
                </Field>
                <Field id="log-outcome" label="Outcome" error=error_of("/outcome")>
                    <select id="log-outcome" class="select-x w-full" aria-describedby="log-outcome-note"
                        on:change:target=move |event| draft.update(|draft| draft.outcome = event.target().value().parse().ok())>
                        <option value="" selected=move || draft.with(|draft| draft.outcome.is_none())>"None noted"</option>
                        {ActivityOutcome::ALL.iter().map(|outcome| view! {
                            <option value=outcome.as_str() selected=move || draft.with(|draft| draft.outcome == Some(*outcome))>{outcome.words()}</option>
                        }).collect_view()}
                    </select>
                </Field>
                <Field id="log-outcome-notes" label="What came of it" error=error_of("/outcome_notes")>
                    <input id="log-outcome-notes" class="input-x w-full" maxlength="2000" autocomplete="off" aria-describedby="log-outcome-notes-note"
                        prop:value=move || draft.with(|draft| draft.outcome_notes.clone())
                        on:input:target=move |event| draft.update(|draft| draft.outcome_notes = event.target().value())/>
                </Field>
            </div>
            <Field id="log-description" label="Notes" error=error_of("/description")>
                <textarea id="log-description" class="input-x w-full h-24! py-1.5!" maxlength="10000" aria-describedby="log-description-note"
                    prop:value=move || draft.with(|draft| draft.description.clone())
                    on:input:target=move |event| draft.update(|draft| draft.description = event.target().value())></textarea>
            </Field>
            <People client draft error=error_of("/client_contacts/0")/>
            <div class="grid sm:grid-cols-3 gap-4">
                <Field id="log-when" label="When, in UTC" error=error_of("/occurred_at")>
                    <input id="log-when" type="datetime-local" class="input-x w-full" aria-describedby="log-when-note"
                        prop:value=move || draft.with(|draft| draft.occurred_at.clone())
                        on:input:target=move |event| draft.update(|draft| draft.occurred_at = event.target().value())/>
                </Field>
                <Field id="log-duration" label="Minutes" error=error_of("/duration_minutes")>
                    <input id="log-duration" inputmode="numeric" class="input-x w-full" maxlength="4" autocomplete="off" aria-describedby="log-duration-note"
                        prop:value=move || draft.with(|draft| draft.duration.clone())
                        on:input:target=move |event| draft.update(|draft| draft.duration = event.target().value())/>
                </Field>
                <Field id="log-follow-up" label="Follow up by" error=error_of("/follow_up_date") help=Signal::stored(Some("Empty if nothing is owed.".to_owned()))>
                    <input id="log-follow-up" type="date" class="input-x w-full" aria-describedby="log-follow-up-note"
                        prop:value=move || draft.with(|draft| draft.follow_up.map(|day| day.to_string()).unwrap_or_default())
                        on:change:target=move |event| draft.update(|draft| draft.follow_up = event.target().value().parse().ok())/>
                </Field>
            </div>
            <FormEnd is_open is_changed=Signal::derive(move || logging.is_changed()) asks_to_discard=logging.asks_to_discard
                is_busy=logging.is_busy label="Save" busy_label="Saving"/>
        </form>
    }
}

fn names_a_field(error: &ApiError) -> bool {
    POINTERS.iter().any(|pointer| error.field(pointer).is_some())
}
