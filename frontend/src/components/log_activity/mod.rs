//! Logging what one did with a client, from anywhere: `l`, then the letter of what it was.

mod client_choice;
mod dialog;
mod draft;
mod form;
mod kinds;
mod people;

pub use kinds::activity_icon;

pub(super) use dialog::LogDialog;

use api_types::activities::Activity;
use domain::{AlertId, ClientId};
use leptos::prelude::*;

use crate::{browser, routes};

/// What the dialog is opened for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Task {
    /// Logging something new, with this client if it is known already, in answer to this alert if there is one.
    Log(Option<ClientId>, Option<AlertId>),
    /// Changing what was logged.
    Edit(Box<Activity>),
}

/// The dialog to log activities, shared by every page.
#[derive(Debug, Clone, Copy)]
pub struct LogActivity {
    pub(super) task: RwSignal<Option<Task>>,
    /// Counts what was saved, with the client it was about.
    saved: RwSignal<(u32, Option<ClientId>)>,
}

impl LogActivity {
    /// Makes it known to every page, and listens for `l`.
    pub(super) fn provide() -> Self {
        let log = Self { task: RwSignal::new(None), saved: RwSignal::new((0, None)) };
        provide_context(log);
        let key = window_event_listener(leptos::ev::keydown, move |event| {
            let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
            if event.key() == "l" && !has_modifier && !browser::is_typing(&event) && !browser::is_dialog_open() {
                event.prevent_default();
                log.open(client_at_hand());
            }
        });
        on_cleanup(move || key.remove());
        log
    }

    pub fn from_context() -> Self {
        expect_context()
    }

    /// Opens it, with the client if it is known already.
    pub fn open(self, client: Option<ClientId>) {
        self.task.set(Some(Task::Log(client, None)));
    }

    /// Opens it to answer an alert, which counts as acknowledged with it.
    pub fn answer(self, client: ClientId, alert: AlertId) {
        self.task.set(Some(Task::Log(Some(client), Some(alert))));
    }

    /// Opens it to change an activity.
    pub fn edit(self, activity: Activity) {
        self.task.set(Some(Task::Edit(Box::new(activity))));
    }

    /// Says that something about a client was saved; who shows it reads it again.
    pub fn was_saved(self, client: ClientId) {
        self.saved.update(|saved| *saved = (saved.0 + 1, Some(client)));
    }

    /// How often something was saved. Who reads it is told of the next time.
    pub fn saved(self) -> u32 {
        self.saved.get().0
    }

    /// How often by now; who reads it is not told of the next time.
    pub fn saved_so_far(self) -> u32 {
        self.saved.get_untracked().0
    }

    /// The client something was last saved about.
    pub fn last_client(self) -> Option<ClientId> {
        self.saved.get().1
    }
}

/// The client whose link has the focus, or whose page is open.
fn client_at_hand() -> Option<ClientId> {
    let of = |path: &str| routes::page(path).strip_prefix("/clients/")?.split(['?', '#']).next()?.parse().ok();
    browser::focused_link()
        .and_then(|link| of(&link))
        .or_else(|| window().location().pathname().ok().and_then(|path| of(&path)))
}
