use api_types::{activities::Activity, problem::ProblemCode};
use domain::{AlertId, ClientId, work::ActivityType};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{LogActivity, Task, draft::Draft, form::LogForm, kinds::Kinds};
use crate::{
    api::{ApiError, Client},
    browser,
    components::{Dialog, Toasts},
    effect::effect,
    view,
};

/// What a form works on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Logging {
    /// What is stored, when something stored is changed.
    pub base: RwSignal<Option<Activity>>,
    pub draft: RwSignal<Draft>,
    /// What the draft was at first.
    pub start: RwSignal<Draft>,
    pub client: RwSignal<Option<(ClientId, String)>>,
    /// The alert that is answered.
    pub alert: RwSignal<Option<AlertId>>,
    /// Whether the client is to be chosen in the form.
    pub asks_client: RwSignal<bool>,
    pub has_kind: RwSignal<bool>,
    pub error: RwSignal<Option<ApiError>>,
    pub lacks_client: RwSignal<bool>,
    /// What was changed elsewhere while one typed.
    pub clash: RwSignal<Option<String>>,
    pub is_busy: RwSignal<bool>,
    pub asks_to_discard: RwSignal<bool>,
}

impl Logging {
    fn new() -> Self {
        let blank = Draft::new(ActivityType::Call, browser::now());
        Self {
            base: RwSignal::new(None),
            draft: RwSignal::new(blank.clone()),
            start: RwSignal::new(blank),
            client: RwSignal::new(None),
            alert: RwSignal::new(None),
            asks_client: RwSignal::new(false),
            has_kind: RwSignal::new(false),
            error: RwSignal::new(None),
            lacks_client: RwSignal::new(false),
            clash: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            asks_to_discard: RwSignal::new(false),
        }
    }

    fn begin(self, task: Task) {
        self.error.set(None);
        self.lacks_client.set(false);
        self.clash.set(None);
        self.asks_to_discard.set(false);
        let draft = match &task {
            Task::Log(..) => Draft::new(ActivityType::Call, browser::now()),
            Task::Edit(activity) => Draft::of(activity),
        };
        self.draft.set(draft.clone());
        self.start.set(draft);
        match task {
            Task::Log(client, alert) => {
                self.alert.set(alert);
                self.base.set(None);
                self.has_kind.set(false);
                self.asks_client.set(client.is_none());
                self.client.set(client.map(|id| (id, String::new())));
            }
            Task::Edit(activity) => {
                self.has_kind.set(true);
                self.asks_client.set(false);
                self.client.set(Some((activity.client_id, activity.client_name.clone())));
                self.base.set(Some(*activity));
            }
        }
    }

    pub fn is_changed(self) -> bool {
        self.has_kind.get() && self.draft.get() != self.start.get()
    }
}

/// The dialog. Nothing typed is lost: not to another's change, and not to a closed dialog.
#[component]
pub fn LogDialog() -> impl IntoView {
    let log = LogActivity::from_context();
    let api = Client::from_context();
    let toasts = Toasts::from_context();
    let logging = Logging::new();
    let is_open = RwSignal::new(false);
    effect(move || {
        if let Some(task) = log.task.get() {
            logging.begin(task);
            log.task.set(None);
            is_open.set(true);
        }
    });
    let pick = Callback::new(move |kind: ActivityType| {
        logging.draft.update(|draft| draft.kind = kind);
        logging.start.update(|draft| draft.kind = kind);
        logging.has_kind.set(true);
    });
    let save = Callback::new(move |()| {
        if logging.is_busy.get_untracked() {
            return;
        }
        let Some((client, _)) = logging.client.get_untracked() else { return logging.lacks_client.set(true) };
        logging.lacks_client.set(false);
        logging.is_busy.set(true);
        logging.error.set(None);
        spawn_local(async move {
            let saved = match logging.base.get_untracked() {
                Some(base) => change(api, log, toasts, logging, base).await,
                None => {
                    let alert = logging.alert.get_untracked();
                    let new = logging.draft.with_untracked(|draft| draft.new_activity(alert));
                    api.log_activity(client, &new).await.map(|activity| {
                        toasts.say(format!("“{}” was logged with {}.", activity.subject, activity.client_name));
                        true
                    })
                }
            };
            match saved {
                Ok(true) => {
                    is_open.set(false);
                    log.was_saved(client);
                }
                Ok(false) => {}
                Err(error) => logging.error.set(Some(error)),
            }
            logging.is_busy.set(false);
        });
    });
    let may_close = Callback::new(move |()| {
        let is_changed = untrack(|| logging.is_changed());
        logging.asks_to_discard.set(is_changed);
        !is_changed
    });
    let title = Signal::derive(move || {
        if logging.base.with(Option::is_some) { "Edit activity".to_owned() } else { "Log activity".to_owned() }
    });
    view! {
        <Dialog is_open title may_close>
            {move || if logging.has_kind.get() {
                view! { <LogForm logging is_open on_save=save/> }
            } else {
                view! { <Kinds on_pick=pick/> }
            }}
        </Dialog>
    }
}

/// Stores a change. Where another's met it, theirs is taken over where nothing was typed, and what they did is said.
async fn change(
    api: Client,
    log: LogActivity,
    toasts: Toasts,
    logging: Logging,
    base: Activity,
) -> Result<bool, ApiError> {
    let before = Draft::of(&base);
    let draft = logging.draft.get_untracked();
    match api.update_activity(base.id, &draft.changes(&before), base.version).await {
        Ok(saved) => {
            let (id, client, version) = (base.id, base.client_id, saved.value.version);
            let back = before.changes(&draft);
            toasts.say_with_undo(format!("“{}” was saved.", saved.value.subject), move || {
                let back = back.clone();
                spawn_local(async move {
                    match api.update_activity(id, &back, version).await {
                        Ok(_) => log.was_saved(client),
                        Err(error) => toasts.fail("The change was not taken back.", &error),
                    }
                });
            });
            Ok(true)
        }
        Err(error) if error.code() == Some(ProblemCode::PreconditionFailed) => {
            let fresh = api.activity(base.id).await?.value;
            let theirs = Draft::of(&fresh);
            logging.clash.set(Some(format!("This activity was changed meanwhile: {}.", theirs.told(&before))));
            logging.draft.update(|draft| draft.merge(&before, &theirs));
            logging.start.set(theirs);
            logging.base.set(Some(fresh));
            Ok(false)
        }
        Err(error) => Err(error),
    }
}
