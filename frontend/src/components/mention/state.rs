use std::sync::Arc;

use api_types::notes::Colleague;
use domain::ClientId;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::asked::{Asked, asked};
use crate::api::Client;

/// Who can be named, shared by the fields of a form. They are asked for when the first name begins.
#[derive(Clone, Copy)]
pub struct Colleagues {
    api: Client,
    client: ClientId,
    known: RwSignal<Option<Arc<[Colleague]>>>,
    is_asked: StoredValue<bool>,
}

impl Colleagues {
    /// Those who may open a client.
    pub fn of(client: ClientId) -> Self {
        let (known, is_asked) = (RwSignal::new(None), StoredValue::new(false));
        Self { api: Client::from_context(), client, known, is_asked }
    }

    /// Asks once; after a failure the next name asks anew. Without an answer names are typed as before.
    fn ask(self) {
        if self.is_asked.get_value() {
            return;
        }
        self.is_asked.set_value(true);
        spawn_local(async move {
            match self.api.colleagues(self.client).await {
                Ok(answer) => {
                    self.known.try_set(Some(answer.data.into()));
                }
                Err(_) => {
                    self.is_asked.try_set_value(false);
                }
            }
        });
    }
}

/// The name that is being typed in a field, and who is offered for it.
#[derive(Clone, Copy)]
pub(super) struct Naming {
    colleagues: Colleagues,
    asked: RwSignal<Option<Asked>>,
    /// The place of what Enter takes.
    pub at: RwSignal<usize>,
}

impl Naming {
    pub fn new(colleagues: Colleagues) -> Self {
        Self { colleagues, asked: RwSignal::new(None), at: RwSignal::new(0) }
    }

    /// Looks at what stands before the caret.
    pub fn look(self, text: &str, caret: Option<usize>) {
        let now = caret.and_then(|caret| asked(text, caret));
        if now.is_some() {
            self.colleagues.ask();
        }
        if self.asked.with_untracked(|before| *before != now) {
            self.at.set(0);
            self.asked.set(now);
        }
    }

    pub fn close(self) {
        self.asked.set(None);
    }

    pub fn choices(self) -> Vec<Colleague> {
        let known = self.colleagues.known.get();
        self.asked.with(|asked| match (asked, known) {
            (Some(asked), Some(known)) => asked.choices(&known),
            _ => vec![],
        })
    }

    /// Chooses the next or the one before; the last is followed by the first.
    pub fn moves(self, by: isize) {
        let count = untrack(|| self.choices()).len();
        if count > 0 {
            self.at.update(|at| *at = at.saturating_add_signed(count as isize + by) % count);
        }
    }

    /// The text with the one at a place named, and the place of the caret then.
    pub fn complete(self, at: usize, text: &str) -> Option<(String, usize)> {
        let chosen = untrack(|| self.choices()).into_iter().nth(at)?;
        self.asked.with_untracked(|asked| asked.as_ref().map(|asked| asked.complete(text, &chosen.mention)))
    }
}
