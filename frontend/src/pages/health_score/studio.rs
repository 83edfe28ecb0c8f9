//! What the page works on: a version, what is typed into it, and what was found out about it.
use api_types::{
    config::HealthScoreConfig,
    problem::ProblemCode,
    simulation::{HealthScoreSimulation, SimulateHealthScoreConfig},
};
use domain::HealthScoreConfigId;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::draft::Draft;
use crate::{
    api::{ApiError, Client as Api},
    components::Toasts,
};

/// A simulation, and the draft it is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Simulated {
    pub of: Draft,
    pub result: HealthScoreSimulation,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Studio {
    /// The version that is edited or that a new one begins with.
    pub base: RwSignal<HealthScoreConfig>,
    pub draft: RwSignal<Draft>,
    /// Whether saving makes a new version.
    pub is_new: RwSignal<bool>,
    pub error: RwSignal<Option<ApiError>>,
    pub clash: RwSignal<Option<String>>,
    pub is_saving: RwSignal<bool>,
    pub simulated: RwSignal<Option<Simulated>>,
    pub simulation_error: RwSignal<Option<ApiError>>,
    pub is_simulating: RwSignal<bool>,
    api: Api,
    toasts: Toasts,
}

impl Studio {
    pub fn new(config: HealthScoreConfig) -> Self {
        Self {
            draft: RwSignal::new(Draft::of(&config)),
            is_new: RwSignal::new(false),
            base: RwSignal::new(config),
            error: RwSignal::new(None),
            clash: RwSignal::new(None),
            is_saving: RwSignal::new(false),
            simulated: RwSignal::new(None),
            simulation_error: RwSignal::new(None),
            is_simulating: RwSignal::new(false),
            api: Api::from_context(),
            toasts: Toasts::from_context(),
        }
    }

    /// Begins a new version with this one.
    pub fn begin(self) {
        let draft = self.base.with_untracked(Draft::of);
        self.draft.set(draft);
        self.is_new.set(true);
        self.error.set(None);
    }

    /// Forgets what was typed.
    pub fn discard(self) {
        let draft = self.base.with_untracked(Draft::of);
        self.draft.set(draft);
        self.is_new.set(false);
        self.error.set(None);
        self.clash.set(None);
    }

    /// Whether something was typed that is not stored.
    pub fn is_changed(self) -> bool {
        self.is_new.get() || self.base.with(|base| self.draft.with(|draft| *draft != Draft::of(base)))
    }

    pub fn is_valid(self) -> bool {
        self.draft.with(|draft| draft.problems().is_empty())
    }

    /// What is wrong with a field: what can be told here, else what the server said.
    pub fn problem(self, pointer: &str) -> Option<String> {
        let here = self.draft.with(|draft| draft.problems().into_iter().find(|problem| problem.pointer == pointer));
        let here = here.map(|problem| crate::format::as_sentence(&problem.message));
        here.or_else(|| self.error.with(|error| error.as_ref().and_then(|error| error.field(pointer))))
    }

    /// Stores it; `on_saved` hears of a version that is new or changed.
    pub fn save(self, on_saved: Callback<HealthScoreConfig>) {
        if self.is_saving.get_untracked() || !untrack(|| self.is_valid()) {
            return;
        }
        self.is_saving.set(true);
        self.error.set(None);
        self.clash.set(None);
        let (base, draft) = (self.base.get_untracked(), self.draft.get_untracked());
        let is_new = self.is_new.get_untracked();
        spawn_local(async move {
            let saved = if is_new {
                self.api.create_score_config(&draft.new_config()).await
            } else {
                let changes = draft.changes(&Draft::of(&base));
                self.api.update_score_config(base.id, &changes, base.revision).await.map(|saved| saved.value)
            };
            match saved {
                Ok(saved) => {
                    self.toasts.say(format!("{} v{} was saved. It is not in force yet.", saved.name, saved.version));
                    self.is_new.try_set(false);
                    self.draft.try_set(Draft::of(&saved));
                    self.base.try_set(saved.clone());
                    on_saved.try_run(saved);
                }
                Err(error) if error.code() == Some(ProblemCode::PreconditionFailed) => self.meet(base.id).await,
                Err(error) => {
                    self.error.try_set(Some(error));
                }
            }
            self.is_saving.try_set(false);
        });
    }

    /// Takes another's change as what is stored now; what was typed stays.
    async fn meet(self, id: HealthScoreConfigId) {
        match self.api.score_config(id).await {
            Ok(fresh) => {
                self.clash.try_set(Some("This version was changed meanwhile by someone else.".to_owned()));
                self.base.try_set(fresh.value);
            }
            Err(error) => {
                self.error.try_set(Some(error));
            }
        }
    }

    /// Tries out what is typed, on everyone.
    pub fn simulate(self) {
        if self.is_simulating.get_untracked() || !untrack(|| self.is_valid()) {
            return;
        }
        self.is_simulating.set(true);
        self.simulation_error.set(None);
        let (id, draft) = (self.base.with_untracked(|base| base.id), self.draft.get_untracked());
        let wanted: SimulateHealthScoreConfig = draft.trial();
        spawn_local(async move {
            match self.api.simulate_score_config(id, &wanted).await {
                Ok(result) => {
                    self.simulated.try_set(Some(Simulated { of: draft, result }));
                }
                Err(error) => {
                    self.simulation_error.try_set(Some(error));
                }
            }
            self.is_simulating.try_set(false);
        });
    }
}
