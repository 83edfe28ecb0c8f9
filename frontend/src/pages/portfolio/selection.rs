//! Which clients are marked, to change many at once.
use std::collections::BTreeSet;

use domain::ClientId;
use leptos::prelude::*;

/// The marked clients: some by id, or all that match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Selection {
    pub ids: RwSignal<BTreeSet<ClientId>>,
    pub is_everyone: RwSignal<bool>,
}

impl Selection {
    pub fn new() -> Self {
        Self { ids: RwSignal::new(BTreeSet::new()), is_everyone: RwSignal::new(false) }
    }

    pub fn is_marked(self, id: ClientId) -> bool {
        self.ids.with(|ids| ids.contains(&id))
    }

    pub fn toggle(self, id: ClientId) {
        self.is_everyone.set(false);
        self.ids.update(|ids| {
            if !ids.remove(&id) {
                ids.insert(id);
            }
        });
    }

    /// Marks these, or takes their mark when all of them have it.
    pub fn toggle_all(self, page: &[ClientId]) {
        self.is_everyone.set(false);
        self.ids.update(|ids| {
            if page.iter().all(|id| ids.contains(id)) {
                ids.retain(|id| !page.contains(id));
            } else {
                ids.extend(page);
            }
        });
    }

    pub fn clear(self) {
        self.is_everyone.set(false);
        self.ids.update(BTreeSet::clear);
    }
}
