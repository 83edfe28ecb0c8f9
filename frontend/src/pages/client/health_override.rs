//! What someone says of the client's health, beside what was computed: shown to all, said and ended by who may.
use api_types::health::{HealthOverride, NewHealthOverride};
use chrono::{Days, NaiveDate, NaiveTime};
use domain::{health::HealthStatus, staff::Permission};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::context::ClientContext;
use crate::{
    api::{ApiError, Client as Api},
    browser,
    components::{Band, Confirm, Dialog, Field, FormEnd, Icon, Refused, Show, Toasts},
    effect::effect,
    format, view,
    words::Words,
};

/// Days an override holds unless another day is chosen.
const USUAL_DAYS: u64 = 30;

/// The override in force, with who said so and why.
#[component]
pub(super) fn OverrideNote(is_saying: RwSignal<bool>) -> impl IntoView {
    let client = ClientContext::from_context();
    let is_ending = RwSignal::new(false);
    let said = Memo::new(move |_| client.with(|data| data.health.health_override.clone()).flatten());
    view! {
        {move || said.get().map(|said| note(&said, client, is_saying, is_ending))}
        <Say is_open=is_saying/>
        <End is_open=is_ending/>
    }
}

fn note(said: &HealthOverride, client: ClientContext, is_saying: RwSignal<bool>, is_ending: RwSignal<bool>) -> AnyView {
    let until = format::day(said.expires_at.date_naive(), browser::today());
    let since = format!(
        "{} on {}, until {until}",
        said.created_by.name,
        format::day(said.created_at.date_naive(), browser::today())
    );
    let (status, reason) = (said.health_status, said.reason.clone());
    view! {
        <section class="card-x mt-3 px-4 py-3 flex flex-wrap items-start gap-x-4 gap-y-2" aria-label="Health override">
            <div class="min-w-0 grow basis-60">
                <p class="flex flex-wrap items-center gap-x-2"><span class="font-medium">"Overridden: "</span><Band status class="text-[13px]"/><span class="muted text-[12px]">{since}</span></p>
                <p class="mt-0.5 leading-5 break-words whitespace-pre-line">{reason}</p>
            </div>
            <Show when=move || client.may(Permission::OverrideHealth)>
                <div class="flex gap-2 no-print">
                    <button type="button" class="button button-small" on:click=move |_| is_saying.set(true)>"Change"</button>
                    <button type="button" class="button button-small" on:click=move |_| is_ending.set(true)>"End"</button>
                </div>
            </Show>
        </section>
    }
}

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Draft {
    status: HealthStatus,
    reason: String,
    until: NaiveDate,
}

impl Draft {
    fn of(said: Option<&HealthOverride>, computed: Option<HealthStatus>, today: NaiveDate) -> Self {
        match said {
            Some(said) => {
                Self { status: said.health_status, reason: said.reason.clone(), until: said.expires_at.date_naive() }
            }
            None => Self {
                status: computed.unwrap_or(HealthStatus::AtRisk),
                reason: String::new(),
                until: today.checked_add_days(Days::new(USUAL_DAYS)).unwrap_or(today),
            },
        }
    }

    /// It takes the place of what the form was opened with, and of nothing that was said meanwhile.
    fn new_override(&self, said: Option<&HealthOverride>) -> NewHealthOverride {
        let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
        NewHealthOverride {
            health_status: self.status,
            reason: self.reason.trim().to_owned(),
            expires_at: self.until.and_time(end).and_utc(),
            replaces: said.map(|said| said.id),
        }
    }
}

#[component]
fn Say(is_open: RwSignal<bool>) -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let toasts = Toasts::from_context();
    let empty = Draft::of(None, None, browser::today());
    let (draft, start) = (RwSignal::new(empty.clone()), RwSignal::new(empty));
    let base = RwSignal::new(None::<HealthOverride>);
    let error = RwSignal::new(None::<ApiError>);
    let (is_busy, asks_to_discard) = (RwSignal::new(false), RwSignal::new(false));
    let begin = move || {
        let found = client.with(|data| (data.health.health_override.clone(), data.health.health_status));
        let (said, computed) = found.unwrap_or_default();
        let fresh = Draft::of(said.as_ref(), computed, browser::today());
        draft.set(fresh.clone());
        start.set(fresh);
        base.set(said);
        error.set(None);
        asks_to_discard.set(false);
    };
    effect(move || {
        if is_open.get() {
            untrack(begin);
        }
    });
    let is_changed = Signal::derive(move || draft.get() != start.get());
    let may_close = Callback::new(move |()| {
        let is_changed = is_changed.get_untracked();
        asks_to_discard.set(is_changed);
        !is_changed
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        let new = base.with_untracked(|said| draft.with_untracked(|draft| draft.new_override(said.as_ref())));
        spawn_local(async move {
            match api.override_health(client.id, &new).await {
                Ok(_) => {
                    toasts.say("The override stands beside the computed score.");
                    is_open.try_set(false);
                }
                Err(problem) => error.try_set(Some(problem)).map_or((), drop),
            }
            // Also when someone else was quicker: what they said is shown behind the form.
            client.reload();
            is_busy.try_set(false);
        });
    };
    let error_of = move |pointer: &'static str| {
        Signal::derive(move || error.with(|error| error.as_ref().and_then(|error| error.field(pointer))))
    };
    let refused = move || {
        let names_a_field =
            |error: &ApiError| ["/reason", "/expires_at"].iter().any(|pointer| error.field(pointer).is_some());
        error.get().filter(|error| !names_a_field(error))
    };
    let title = Signal::derive(move || {
        if base.with(Option::is_some) { "Change the override" } else { "Override health" }.to_owned()
    });
    view! {
        <Dialog is_open title may_close>
            <form class="px-5 pb-5 pt-3 grid gap-4" novalidate on:submit=submit>
                {move || refused().map(|error| view! { <Refused error/> })}
                <p class="muted leading-5">"It stands beside the computed score, which goes on, and ends by itself."</p>
                <div class="grid sm:grid-cols-2 gap-4">
                    <Field id="override-status" label="In your eyes">
                        <select id="override-status" class="select-x w-full" aria-describedby="override-status-note"
                            on:change:target=move |event| if let Ok(status) = event.target().value().parse() { draft.update(|draft| draft.status = status) }>
                            {HealthStatus::ALL.iter().map(|status| view! {
                                <option value=status.as_str() selected=move || draft.with(|draft| draft.status == *status)>{status.words()}</option>
                            }).collect_view()}
                        </select>
                    </Field>
                    <Field id="override-until" label="Until the end of" error=error_of("/expires_at")>
                        <input id="override-until" type="date" class="input-x w-full" aria-describedby="override-until-note"
                            prop:value=move || draft.with(|draft| draft.until.to_string())
                            on:change:target=move |event| if let Ok(day) = event.target().value().parse() { draft.update(|draft| draft.until = day) }/>
                    </Field>
                </div>
                <Field id="override-reason" label="Why" error=error_of("/reason")>
                    <textarea id="override-reason" class="input-x w-full h-24! py-1.5!" maxlength="1000" aria-describedby="override-reason-note"
                        prop:value=move || draft.with(|draft| draft.reason.clone())
                        on:input:target=move |event| draft.update(|draft| draft.reason = event.target().value())></textarea>
                </Field>
                <FormEnd is_open is_changed asks_to_discard is_busy label="Override" busy_label="Saving"/>
            </form>
        </Dialog>
    }
}

#[component]
fn End(is_open: RwSignal<bool>) -> impl IntoView {
    let client = ClientContext::from_context();
    let api = Api::from_context();
    let toasts = Toasts::from_context();
    let is_busy = RwSignal::new(false);
    let act = Callback::new(move |()| {
        is_busy.set(true);
        spawn_local(async move {
            match api.end_health_override(client.id).await {
                Ok(()) => {
                    toasts.say("The override is over.");
                    is_open.try_set(false);
                }
                Err(error) => toasts.fail("The override was not ended.", &error),
            }
            client.reload();
            is_busy.try_set(false);
        });
    });
    let text = "Only the computed score is shown then. What was said stays in the audit log.".to_owned();
    view! { <Confirm is_open title="End the override?".to_owned() text action="End override" busy_action="Ending" is_busy on_confirm=act/> }
}

/// The button that opens the form, where nothing was said yet.
#[component]
pub(super) fn OverrideButton(is_saying: RwSignal<bool>) -> impl IntoView {
    let client = ClientContext::from_context();
    let is_open_to = Memo::new(move |_| {
        client.may(Permission::OverrideHealth)
            && client.with(|data| data.health.health_override.is_none()).unwrap_or(false)
    });
    view! {
        <Show when=move || is_open_to.get()>
            <button type="button" class="button" on:click=move |_| is_saying.set(true)><Icon name="flag"/>"Override health"</button>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_override_begins_with_the_computed_band_and_ends_with_its_day() {
        let today: NaiveDate = "2026-06-10".parse().expect("a date");
        let draft = Draft::of(None, Some(HealthStatus::Monitor), today);
        assert_eq!((draft.status, draft.until.to_string().as_str()), (HealthStatus::Monitor, "2026-07-10"));
        let sent = draft.new_override(None);
        assert_eq!((sent.expires_at.to_rfc3339().as_str(), sent.replaces), ("2026-07-10T23:59:59+00:00", None));
    }
}
