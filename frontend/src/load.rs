//! Data from the server as a page needs it: what is shown now, whether newer is on its way, and what went wrong.
use std::future::Future;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, AbortSignal};

use crate::api::{Answer, ApiError};

/// Something that is loaded, and loaded again when its key changes. What was there stays until the new has come.
pub struct Loaded<T: Send + Sync + 'static> {
    pub data: RwSignal<Option<T>>,
    pub error: RwSignal<Option<ApiError>>,
    pub is_loading: RwSignal<bool>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Loaded<T> {}

impl<T: Clone + Send + Sync + 'static> Loaded<T> {
    /// Loads with `fetch` whenever `key` changes. The request of an older key, or of a page that was left, is aborted.
    pub fn new<K, F>(
        key: impl Fn() -> K + Send + Sync + 'static,
        fetch: impl Fn(K, Option<AbortSignal>) -> F + 'static,
    ) -> Self
    where
        K: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Answer<T>> + 'static,
    {
        let loaded = Self {
            data: RwSignal::new(None),
            error: RwSignal::new(None),
            is_loading: RwSignal::new(true),
            again: RwSignal::new(0),
        };
        let key = Memo::new(move |_| key());
        let current: StoredValue<Option<AbortController>, LocalStorage> = StoredValue::new_local(None);
        let abort = move || {
            current.try_update_value(|controller| {
                if let Some(controller) = controller.take() {
                    controller.abort();
                }
            });
        };
        on_cleanup(abort);
        Effect::new(move |_| {
            let key = key.get();
            loaded.again.track();
            abort();
            let controller = AbortController::new().ok();
            let signal = controller.as_ref().map(AbortController::signal);
            current.set_value(controller);
            loaded.is_loading.set(true);
            let answer = fetch(key, signal);
            spawn_local(async move { loaded.settle(answer.await) });
        });
        loaded
    }

    fn settle(self, answer: Answer<T>) {
        // The page may have been left while the answer was on its way; its signals are gone then.
        match answer {
            Err(ApiError::Aborted) => return,
            Ok(data) => {
                self.data.try_set(Some(data));
                self.error.try_set(None);
            }
            Err(error) => {
                self.error.try_set(Some(error));
            }
        }
        self.is_loading.try_set(false);
    }

    /// Loads again with the same key; nothing happens once the page was left.
    pub fn reload(self) {
        self.again.try_update(|again| *again += 1);
    }
}
