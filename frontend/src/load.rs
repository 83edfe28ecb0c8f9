//! Data from the server as a page needs it: what is shown now, whether newer is on its way, and what went wrong.
use std::{any::Any, marker::PhantomData, rc::Rc, sync::Arc};

use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, AbortSignal};

use crate::{
    api::{Answer, ApiError, Question, Reply},
    effect::effect,
    focus::Focus,
};

/// What has come, if anything. A signal of `Any`, for Leptos compiles all a signal can do anew for each type in one.
pub struct Data<T> {
    held: RwSignal<Arc<dyn Any + Send + Sync>>,
    /// The mark of the answer that is held as it came.
    mark: StoredValue<Option<u64>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Data<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Data<T> {}

impl<T: Clone + Send + Sync + 'static> Data<T> {
    fn new() -> Self {
        Self { held: RwSignal::new(Arc::new(None::<T>)), mark: StoredValue::new(None), of: PhantomData }
    }

    pub fn get(self) -> Option<T> {
        self.with(Clone::clone)
    }

    /// Reads it without a copy.
    pub fn with<R>(self, read: impl FnOnce(&Option<T>) -> R) -> R {
        let held = self.held.get();
        read(held.downcast_ref().unwrap_or(&None))
    }

    /// Changes it; nothing happens once the page was left.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let Some(held) = self.held.try_get_untracked() else { return };
        if let Some(Some(mut data)) = held.downcast_ref::<Option<T>>().cloned() {
            change(&mut data);
            self.mark.try_set_value(None);
            put(self.held, Arc::new(Some(data)));
        }
    }

    /// Whether its page is still open.
    pub fn is_alive(self) -> bool {
        self.held.try_with_untracked(|_| ()).is_some()
    }

    /// Holds what came. The same again changes nothing: what is drawn keeps its focus, and a click its button.
    fn take(self, reply: Reply) -> Answer<()>
    where
        T: DeserializeOwned,
    {
        let mark = Some(reply.mark());
        if self.mark.try_get_value() != Some(mark) {
            let data: T = reply.read()?;
            self.mark.try_set_value(mark);
            put(self.held, Arc::new(Some(data)));
        }
        Ok(())
    }
}

/// Holds something else. What is drawn anew by that keeps the focus.
fn put(held: RwSignal<Arc<dyn Any + Send + Sync>>, data: Arc<dyn Any + Send + Sync>) {
    let focus = Focus::hold();
    held.try_set(data);
    if let Some(focus) = focus {
        focus.give_back();
    }
}

/// Something that is loaded, and loaded again when its key changes. What was there stays until the new has come.
pub struct Loaded<T: Send + Sync + 'static> {
    pub data: Data<T>,
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

impl<T: DeserializeOwned + Clone + Send + Sync + 'static> Loaded<T> {
    /// Loads what `question` asks whenever `key` changes. The request of an older key, or of a page that was left, is
    /// aborted.
    pub fn new<K>(key: impl Fn() -> K + Send + Sync + 'static, question: impl Fn(K) -> Question<T> + 'static) -> Self
    where
        K: Clone + PartialEq + Send + Sync + 'static,
    {
        let data = Data::new();
        let key = Memo::new(move |_| key());
        let ask = move |signal| question(key.get()).ask(signal);
        let take = move |reply| data.take(reply);
        let (error, is_loading, again) = whenever(Box::new(ask), Rc::new(take));
        Self { data, error, is_loading, again }
    }

    /// Loads again with the same key; nothing happens once the page was left.
    pub fn reload(self) {
        count(self.again);
    }

    /// The same, for a button.
    pub fn retry(self) -> Callback<()> {
        retry(self.again)
    }
}

fn count(again: RwSignal<u32>) {
    again.try_update(|again| *again += 1);
}

fn retry(again: RwSignal<u32>) -> Callback<()> {
    Callback::new(move |()| count(again))
}

type Ask = Box<dyn Fn(Option<AbortSignal>) -> LocalBoxFuture<'static, Answer<Reply>>>;
type Take = Rc<dyn Fn(Reply) -> Answer<()>>;

/// Asks whenever what `ask` reads has changed, and aborts what is still under way; also when its page is left. Compiled
/// once, whatever is loaded.
fn whenever(ask: Ask, take: Take) -> (RwSignal<Option<ApiError>>, RwSignal<bool>, RwSignal<u32>) {
    let (error, is_loading, again) = (RwSignal::new(None), RwSignal::new(true), RwSignal::new(0));
    let current: StoredValue<Option<AbortController>, LocalStorage> = StoredValue::new_local(None);
    let abort = move || {
        current.try_update_value(|controller| {
            if let Some(controller) = controller.take() {
                controller.abort();
            }
        });
    };
    on_cleanup(abort);
    effect(move || {
        again.track();
        abort();
        let controller = AbortController::new().ok();
        let answer = ask(controller.as_ref().map(AbortController::signal));
        current.set_value(controller);
        is_loading.set(true);
        let take = Rc::clone(&take);
        spawn_local(async move {
            // The page may have been left while the answer was on its way; its signals are gone then.
            match answer.await.and_then(|reply| take(reply)) {
                Err(ApiError::Aborted) => return,
                answer => {
                    // Nothing wrong, as before, is no news: a page that shows errors is not drawn anew.
                    let now = answer.err();
                    if now.is_some() || error.try_with_untracked(Option::is_some) == Some(true) {
                        error.try_set(now);
                    }
                }
            };
            is_loading.try_set(false);
        });
    });
    (error, is_loading, again)
}
