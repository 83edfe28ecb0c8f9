use std::sync::Arc;

use api_types::search::SearchAnswer;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::hit::{Hit, hits};
use crate::api::{ApiError, Client};

/// Milliseconds without a key before the server is asked.
const TYPING_PAUSE: u32 = 150;
/// Offered of each kind.
const OFFERED: i64 = 4;
/// What was opened last is offered as long as nothing is typed.
const REMEMBERED: usize = 5;

/// What has come of what was typed.
#[derive(Clone)]
pub enum Found {
    /// Nothing was asked.
    Nothing,
    Answer(Arc<SearchAnswer>),
    Failed(ApiError),
}

/// The state of the search.
#[derive(Clone, Copy)]
pub struct SearchBox {
    client: Client,
    pub typed: RwSignal<String>,
    pub found: RwSignal<Found>,
    /// The place of what Enter opens.
    pub at: RwSignal<usize>,
    pub is_open: RwSignal<bool>,
    /// What was opened, the last first; kept by this page alone, so that nothing of a client stays in the browser.
    opened: RwSignal<Vec<Hit>>,
    /// Counts what was typed, so that an answer to something older is dropped.
    turn: StoredValue<u32>,
    /// Whether Enter was pressed before the answer came.
    is_hasty: StoredValue<bool>,
}

impl SearchBox {
    pub fn new(client: Client) -> Self {
        Self {
            client,
            typed: RwSignal::new(String::new()),
            found: RwSignal::new(Found::Nothing),
            at: RwSignal::new(0),
            is_open: RwSignal::new(false),
            opened: RwSignal::new(vec![]),
            turn: StoredValue::new(0),
            is_hasty: StoredValue::new(false),
        }
    }

    /// What can be chosen now.
    pub fn choices(self) -> Vec<Hit> {
        match self.found.get() {
            Found::Answer(answer) => hits(&answer),
            Found::Nothing if self.shows_opened() => {
                // Chosen in the order in which they are shown: in groups.
                let mut opened = self.opened.get();
                opened.sort_by_key(|hit| hit.kind);
                opened
            }
            Found::Nothing | Found::Failed(_) => vec![],
        }
    }

    /// Whether what was opened before is offered.
    pub fn shows_opened(self) -> bool {
        self.typed.with(|typed| typed.trim().is_empty()) && self.found.with(|found| matches!(found, Found::Nothing))
    }

    /// Takes what was typed, and asks once no key follows. `hasty` opens what is found if Enter was pressed meanwhile.
    pub fn ask(self, text: String, hasty: Callback<Hit>) {
        self.typed.set(text);
        self.is_open.set(true);
        self.is_hasty.set_value(false);
        let mine = self.next_turn();
        spawn_local(async move {
            TimeoutFuture::new(TYPING_PAUSE).await;
            if self.turn.try_get_value() == Some(mine) {
                self.fetch(mine, Some(hasty)).await;
            }
        });
    }

    /// Asks the same once more.
    pub fn ask_again(self) {
        let mine = self.next_turn();
        spawn_local(self.fetch(mine, None));
    }

    async fn fetch(self, mine: u32, hasty: Option<Callback<Hit>>) {
        let text = self.typed.try_get_untracked().unwrap_or_default().trim().to_owned();
        let found = if text.is_empty() {
            Found::Nothing
        } else {
            match self.client.search(&text, OFFERED).await {
                Ok(answer) => Found::Answer(Arc::new(answer)),
                Err(error) => Found::Failed(error),
            }
        };
        if self.turn.try_get_value() != Some(mine) {
            return;
        }
        self.at.set(0);
        let first = match &found {
            Found::Answer(answer) => hits(answer).into_iter().next(),
            Found::Nothing | Found::Failed(_) => None,
        };
        self.found.set(found);
        if let (true, Some(first), Some(hasty)) = (self.is_hasty.get_value(), first, hasty) {
            hasty.run(first);
        }
    }

    /// What Enter opens; none while the answer to what is typed is still to come, which Enter then does not wait for.
    pub fn chosen(self) -> Option<Hit> {
        let typed = self.typed.with_untracked(|typed| typed.trim().to_owned());
        let is_answered = self.found.with_untracked(|found| match found {
            Found::Answer(answer) => answer.q == typed,
            Found::Nothing | Found::Failed(_) => typed.is_empty(),
        });
        if !is_answered {
            self.is_hasty.set_value(true);
            return None;
        }
        let at = self.at.get_untracked();
        untrack(|| self.choices()).into_iter().nth(at)
    }

    /// Chooses the next or the one before; the last is followed by the first.
    pub fn moves(self, by: isize) {
        let count = untrack(|| self.choices()).len();
        if count > 0 {
            self.at.update(|at| *at = at.saturating_add_signed(count as isize + by) % count);
        }
    }

    /// Remembers what was opened.
    pub fn was_opened(self, hit: Hit) {
        self.opened.update(|opened| {
            opened.retain(|other| other.href != hit.href);
            opened.insert(0, hit);
            opened.truncate(REMEMBERED);
        });
    }

    /// Forgets what is typed and what was found; what is on its way is dropped.
    pub fn clear(self) {
        self.next_turn();
        self.is_hasty.set_value(false);
        self.is_open.set(false);
        self.typed.set(String::new());
        self.found.set(Found::Nothing);
        self.at.set(0);
    }

    fn next_turn(self) -> u32 {
        let mine = self.turn.get_value() + 1;
        self.turn.set_value(mine);
        mine
    }
}
