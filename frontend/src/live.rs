//! What changes on the server while a page is open: one stream for the whole app, read as long as the tab is seen.
use api_types::{alerts::AlertCounts, notifications::NotificationCounts};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, AbortSignal, ReadableStreamDefaultReader};

use crate::{
    api::{self, ApiError, Client},
    effect::effect,
    session::{Session, State},
};

/// Seconds before the stream is opened again: at first, and at most.
const FIRST_WAIT: u32 = 1;
const LONGEST_WAIT: u32 = 30;

/// What the stream told.
#[derive(Debug, Clone, Copy)]
pub struct Live {
    /// Open alerts; none before the first message.
    pub counts: RwSignal<Option<AlertCounts>>,
    /// Goes up whenever alerts may have changed.
    pub changes: RwSignal<u32>,
    /// Unread notifications; none before the first message.
    pub unread: RwSignal<Option<i64>>,
}

impl Live {
    /// Begins to listen while someone is signed in. A tab nobody sees gives its connection back: browsers allow few.
    pub fn provide(session: Session) -> Self {
        let live = Self { counts: RwSignal::new(None), changes: RwSignal::new(0), unread: RwSignal::new(None) };
        provide_context(live);
        let is_seen = RwSignal::new(!document().hidden());
        let seen = leptos::ev::Custom::<web_sys::Event>::new("visibilitychange");
        let handle = window_event_listener(seen, move |_| is_seen.set(!document().hidden()));
        on_cleanup(move || handle.remove());

        let is_wanted = Memo::new(move |_| is_seen.get() && matches!(session.state(), State::In(_)));
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
            abort();
            if !is_wanted.get() {
                return;
            }
            let Ok(controller) = AbortController::new() else { return };
            let signal = controller.signal();
            current.set_value(Some(controller));
            spawn_local(live.listen(Client::new(session), signal));
        });
        live
    }

    pub fn from_context() -> Self {
        expect_context()
    }

    async fn listen(self, client: Client, signal: AbortSignal) {
        let mut wait = FIRST_WAIT;
        while !signal.aborted() {
            match client.stream("/events", Some(signal.clone())).await {
                Ok(response) => {
                    if let Some(body) = response.body()
                        && self.read(&body, &signal).await
                    {
                        wait = FIRST_WAIT;
                    }
                }
                Err(ApiError::Aborted) => return,
                Err(_) => {}
            }
            TimeoutFuture::new(wait * 1000).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
    }

    /// Reads a stream to its end; says whether anything came.
    async fn read(self, body: &web_sys::ReadableStream, signal: &AbortSignal) -> bool {
        let Ok(reader) = ReadableStreamDefaultReader::new(body) else { return false };
        let mut messages = Messages::default();
        let mut has_come = false;
        while let Ok(piece) = JsFuture::from(reader.read()).await {
            let value = js_sys::Reflect::get(&piece, &JsValue::from_str("value")).unwrap_or(JsValue::UNDEFINED);
            let Ok(bytes) = value.dyn_into::<js_sys::Uint8Array>() else { break };
            for (event, data) in messages.take(&bytes.to_vec()) {
                has_come = true;
                if !signal.aborted() {
                    self.tell(&event, &data);
                }
            }
        }
        has_come
    }

    fn tell(self, event: &str, data: &str) {
        match event {
            "alerts" => {
                let Ok(counts) = api::read::<AlertCounts>(data) else { return };
                self.counts.try_set(Some(counts));
                self.changes.try_update(|changes| *changes += 1);
            }
            "notifications" => {
                let Ok(counts) = api::read::<NotificationCounts>(data) else { return };
                self.unread.try_set(Some(counts.unread));
            }
            _ => {}
        }
    }
}

/// Server-sent events, put together from the pieces they come in.
#[derive(Debug, Default)]
struct Messages(Vec<u8>);

impl Messages {
    fn take(&mut self, piece: &[u8]) -> Vec<(String, String)> {
        self.0.extend_from_slice(piece);
        let mut whole = Vec::new();
        while let Some(end) = self.0.windows(2).position(|pair| pair == b"\n\n") {
            let block: Vec<u8> = self.0.drain(..end + 2).collect();
            let text = String::from_utf8_lossy(&block);
            let field = |name: &str| {
                text.lines()
                    .find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::trim))
                    .map(str::to_owned)
            };
            whole.extend(field("event").zip(field("data")));
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::Messages;

    #[test]
    fn messages_are_whole_however_they_come() {
        let mut messages = Messages::default();
        assert!(messages.take(b": still here\n\nevent: alerts\nda").is_empty());
        assert!(messages.take(b"ta: {\"new\":1}\n").is_empty());
        let whole = messages.take(b"\nevent: alerts\ndata: {}\n\n");
        assert_eq!(whole, [("alerts".to_owned(), "{\"new\":1}".to_owned()), ("alerts".to_owned(), "{}".to_owned()),]);
    }
}
