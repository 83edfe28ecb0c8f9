//! How much a manager can look after, as leaders set it.
use api_types::{
    problem::ProblemCode,
    team::{CsmCapacitySettings, UpdateCsmCapacity},
};
use chrono::NaiveDate;
use domain::StaffId;
use leptos::prelude::*;
use rust_decimal::Decimal;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::{ApiError, Client as Api},
    components::{Clash, Dialog, Field, FormEnd, Icon, Refused, Toasts, take_over},
    view,
};

const POINTERS: [&str; 5] = ["/fte", "/points", "/accounts_target", "/arr_target", "/hired_on"];

/// What is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Draft {
    fte: String,
    points: String,
    accounts: String,
    arr: String,
    hired_on: String,
}

impl Draft {
    fn of(set: &CsmCapacitySettings) -> Self {
        let number = |value: Decimal| value.normalize().to_string();
        Self {
            fte: number(set.fte * Decimal::ONE_HUNDRED),
            points: number(set.points),
            accounts: set.accounts_target.to_string(),
            arr: number(set.arr_target),
            hired_on: set.hired_on.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// As it is sent, or the fields that are no numbers.
    fn body(&self) -> Result<UpdateCsmCapacity, Vec<&'static str>> {
        let mut wrong = Vec::new();
        let mut number = |text: &str, pointer: &'static str| -> Option<Decimal> {
            let found = text.trim().replace(',', "").parse().ok();
            if found.is_none() {
                wrong.push(pointer);
            }
            found
        };
        let fte = number(&self.fte, "/fte").map(|percent| percent / Decimal::ONE_HUNDRED);
        let (points, arr_target) = (number(&self.points, "/points"), number(&self.arr, "/arr_target"));
        let accounts_target = self.accounts.trim().parse().ok();
        if accounts_target.is_none() {
            wrong.push("/accounts_target");
        }
        let hired_on: Option<NaiveDate> = self.hired_on.parse().ok();
        let update = UpdateCsmCapacity { fte, points, accounts_target, arr_target, hired_on: Some(hired_on) };
        if wrong.is_empty() { Ok(update) } else { Err(wrong) }
    }
}

/// What the dialog works on.
#[derive(Clone, Copy)]
struct Form {
    id: StaffId,
    is_open: RwSignal<bool>,
    version: RwSignal<i32>,
    currency: RwSignal<String>,
    draft: RwSignal<Draft>,
    start: RwSignal<Draft>,
    error: RwSignal<Option<ApiError>>,
    wrong: RwSignal<Vec<&'static str>>,
    clash: RwSignal<Option<String>>,
    is_busy: RwSignal<bool>,
    asks_to_discard: RwSignal<bool>,
}

impl Form {
    fn hold(self, set: &CsmCapacitySettings) {
        self.version.set(set.version);
        self.currency.set(set.currency.clone());
        self.start.set(Draft::of(set));
    }

    fn is_changed(self) -> bool {
        self.draft.get() != self.start.get()
    }
}

/// The button on the page of a manager, and its dialog.
#[component]
pub(super) fn SetCapacity(id: StaffId, name: String, on_saved: Callback<()>) -> impl IntoView {
    let (api, toasts) = (Api::from_context(), Toasts::from_context());
    let form = Form {
        id,
        is_open: RwSignal::new(false),
        version: RwSignal::new(0),
        currency: RwSignal::new(String::new()),
        draft: RwSignal::new(Draft::default()),
        start: RwSignal::new(Draft::default()),
        error: RwSignal::new(None),
        wrong: RwSignal::new(Vec::new()),
        clash: RwSignal::new(None),
        is_busy: RwSignal::new(false),
        asks_to_discard: RwSignal::new(false),
    };
    let open = move |_| {
        spawn_local(async move {
            match api.csm_capacity(id).await {
                Ok(set) => {
                    form.hold(&set.value);
                    form.draft.set(Draft::of(&set.value));
                    form.error.set(None);
                    form.wrong.set(Vec::new());
                    form.clash.set(None);
                    form.asks_to_discard.set(false);
                    form.is_open.set(true);
                }
                Err(error) => toasts.fail("The capacity could not be read.", &error),
            }
        });
    };
    let said = format!("The capacity of {name} was saved.");
    let save = Callback::new(move |()| {
        if form.is_busy.get_untracked() {
            return;
        }
        let body = match form.draft.with_untracked(Draft::body) {
            Ok(body) => body,
            Err(wrong) => return form.wrong.set(wrong),
        };
        form.wrong.set(Vec::new());
        form.error.set(None);
        form.is_busy.set(true);
        let said = said.clone();
        spawn_local(async move {
            match store(api, form, &body).await {
                Ok(true) => {
                    toasts.say(said);
                    form.is_open.set(false);
                    on_saved.run(());
                }
                Ok(false) => {}
                Err(error) => form.error.set(Some(error)),
            }
            form.is_busy.try_set(false);
        });
    });
    let may_close = Callback::new(move |()| {
        let is_changed = untrack(|| form.is_changed());
        form.asks_to_discard.set(is_changed);
        !is_changed
    });
    let title = format!("Capacity of {name}");
    view! {
        <button type="button" class="button no-print" on:click=open><Icon name="pencil"/>"Set capacity"</button>
        <Dialog is_open=form.is_open title=Signal::stored(title) may_close><Fields form on_save=save/></Dialog>
    }
}

/// Stores it. Where another's change met it, theirs is taken over where nothing was typed.
async fn store(api: Api, form: Form, body: &UpdateCsmCapacity) -> Result<bool, ApiError> {
    match api.put_csm_capacity(form.id, body, form.version.get_untracked()).await {
        Ok(_) => Ok(true),
        Err(error) if error.code() == Some(ProblemCode::PreconditionFailed) => {
            let fresh = api.csm_capacity(form.id).await?.value;
            let (base, theirs) = (form.start.get_untracked(), Draft::of(&fresh));
            form.draft.update(|mine| {
                take_over(&mut mine.fte, &base.fte, &theirs.fte);
                take_over(&mut mine.points, &base.points, &theirs.points);
                take_over(&mut mine.accounts, &base.accounts, &theirs.accounts);
                take_over(&mut mine.arr, &base.arr, &theirs.arr);
                take_over(&mut mine.hired_on, &base.hired_on, &theirs.hired_on);
            });
            form.hold(&fresh);
            form.clash.set(Some("Someone changed this meanwhile.".to_owned()));
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

#[component]
fn Fields(form: Form, on_save: Callback<()>) -> impl IntoView {
    let error_of = move |pointer: &'static str| {
        Signal::derive(move || {
            let typed = form.wrong.with(|wrong| wrong.contains(&pointer)).then(|| "Not a number".to_owned());
            typed.or_else(|| form.error.get().and_then(|error| error.field(pointer)))
        })
    };
    let names_a_field = |error: &ApiError| POINTERS.iter().any(|pointer| error.field(pointer).is_some());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_save.run(());
    };
    let arr = Signal::derive(move || Some(form.currency.with(|currency| format!("In {currency}, a year"))));
    view! {
        <form class="px-5 pb-5 pt-3 grid gap-4" novalidate on:submit=submit>
            {move || form.clash.get().map(|text| view! { <Clash text/> })}
            {move || form.error.get().filter(|error| !names_a_field(error)).map(|error| view! { <Refused error/> })}
            <div class="grid sm:grid-cols-2 gap-4">
                <Field id="capacity-fte" label="Share of a full week, %" error=error_of("/fte") help=Signal::stored(Some("100 works full time, 50 half the week".to_owned()))>
                    <input id="capacity-fte" class="input-x w-full" inputmode="decimal" autocomplete="off" aria-describedby="capacity-fte-note"
                        prop:value=move || form.draft.with(|draft| draft.fte.clone())
                        on:input:target=move |event| form.draft.update(|draft| draft.fte = event.target().value())/>
                </Field>
                <Field id="capacity-points" label="Points of a full week" error=error_of("/points") help=Signal::stored(Some("A large client is 3, a medium one 1.5".to_owned()))>
                    <input id="capacity-points" class="input-x w-full" inputmode="decimal" autocomplete="off" aria-describedby="capacity-points-note"
                        prop:value=move || form.draft.with(|draft| draft.points.clone())
                        on:input:target=move |event| form.draft.update(|draft| draft.points = event.target().value())/>
                </Field>
                <Field id="capacity-accounts" label="Accounts, target" error=error_of("/accounts_target")>
                    <input id="capacity-accounts" class="input-x w-full" inputmode="numeric" autocomplete="off" aria-describedby="capacity-accounts-note"
                        prop:value=move || form.draft.with(|draft| draft.accounts.clone())
                        on:input:target=move |event| form.draft.update(|draft| draft.accounts = event.target().value())/>
                </Field>
                <Field id="capacity-arr" label="ARR, target" error=error_of("/arr_target") help=arr>
                    <input id="capacity-arr" class="input-x w-full" inputmode="decimal" autocomplete="off" aria-describedby="capacity-arr-note"
                        prop:value=move || form.draft.with(|draft| draft.arr.clone())
                        on:input:target=move |event| form.draft.update(|draft| draft.arr = event.target().value())/>
                </Field>
                <Field id="capacity-hired" label="Began on" error=error_of("/hired_on") help=Signal::stored(Some("New for 90 days: half a capacity, and not in the ranking. Empty: the day the account was made.".to_owned()))>
                    <input id="capacity-hired" type="date" class="input-x w-full" aria-describedby="capacity-hired-note"
                        prop:value=move || form.draft.with(|draft| draft.hired_on.clone())
                        on:input:target=move |event| form.draft.update(|draft| draft.hired_on = event.target().value())/>
                </Field>
            </div>
            <FormEnd is_open=form.is_open is_changed=Signal::derive(move || form.is_changed()) asks_to_discard=form.asks_to_discard
                is_busy=form.is_busy label="Save" busy_label="Saving"/>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_named() {
        let draft = Draft {
            fte: "80".to_owned(),
            points: "30".to_owned(),
            accounts: "25".to_owned(),
            arr: "3,000,000".to_owned(),
            hired_on: String::new(),
        };
        let body = draft.body().expect("numbers");
        assert_eq!((body.fte, body.accounts_target, body.hired_on), (Some(Decimal::new(8, 1)), Some(25), Some(None)));
        assert_eq!(body.arr_target, Some(Decimal::from(3_000_000)));
        let wrong = Draft { fte: "most".to_owned(), accounts: "2.5".to_owned(), ..draft };
        assert_eq!(wrong.body(), Err(vec!["/fte", "/accounts_target"]));
    }
}
