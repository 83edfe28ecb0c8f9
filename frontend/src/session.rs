//! Who is signed in. The access token lives in this module's memory and nowhere else; the refresh token is in a cookie
//! that scripts cannot read.
use std::{cell::RefCell, sync::Arc};

use api_types::auth::{AccessToken, Me};
use domain::staff::Permission;
use futures::{
    FutureExt,
    future::{LocalBoxFuture, Shared},
};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

use crate::{
    api::{self, Answer, ApiError, Client},
    browser,
};

/// Says that this browser has signed in, so that a first visit does not ask for a session it cannot have. No secret.
const MARK: &str = "steward-signed-in";
/// Seconds before its end at which a token is renewed, so that a slow call does not arrive too late.
const MARGIN_SECONDS: f64 = 20.0;

/// What is known about the session.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// The page was just opened; the cookie is being tried.
    Restoring,
    /// The server could not be asked.
    Unknown(ApiError),
    /// Nobody is signed in; whoever signs in returns to the page asked for.
    Out,
    /// One signed out on purpose; the next one, who may be someone else, begins anew.
    SignedOut,
    /// Signed in.
    In(Arc<Me>),
}

#[derive(Clone)]
struct Token {
    text: String,
    ends_at_ms: f64,
}

type Refreshing = Shared<LocalBoxFuture<'static, Answer<()>>>;

thread_local! {
    static TOKEN: RefCell<Option<Token>> = const { RefCell::new(None) };
    static REFRESHING: RefCell<Option<Refreshing>> = const { RefCell::new(None) };
}

/// The session of this page.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    state: RwSignal<State>,
}

impl Session {
    /// Starts with what the cookie brings.
    pub fn provide() -> Self {
        let has_signed_in = browser::stored(MARK).is_some();
        let session = Self { state: RwSignal::new(if has_signed_in { State::Restoring } else { State::Out }) };
        provide_context(session);
        if has_signed_in {
            session.restore();
        }
        session
    }

    pub fn from_context() -> Self {
        expect_context()
    }

    pub fn state(self) -> State {
        self.state.get()
    }

    pub fn me(self) -> Option<Arc<Me>> {
        match self.state.get() {
            State::In(me) => Some(me),
            _ => None,
        }
    }

    pub fn may(self, permission: Permission) -> bool {
        self.me().is_some_and(|me| me.permissions.contains(&permission))
    }

    /// Tries the cookie again after the server was out of reach.
    pub fn restore(self) {
        self.state.set(State::Restoring);
        spawn_local(async move {
            if let Err(error) = self.refresh().await
                && self.state.get_untracked() == State::Restoring
            {
                self.state.set(State::Unknown(error));
            }
        });
    }

    pub fn begin(self, token: AccessToken) {
        let ends_at_ms = js_sys::Date::now() + token.expires_in_seconds as f64 * 1000.0;
        TOKEN.set(Some(Token { text: token.access_token, ends_at_ms }));
        browser::store(MARK, Some("yes"));
        let me = Arc::new(token.user);
        if self.state.get_untracked() != State::In(Arc::clone(&me)) {
            self.state.set(State::In(me));
        }
    }

    /// The server no longer knows the session.
    pub fn end(self) {
        self.forget(State::Out);
    }

    fn forget(self, state: State) {
        TOKEN.set(None);
        browser::store(MARK, None);
        self.state.set(state);
    }

    /// Signs out here and on the server. Out of reach, the page forgets its token all the same.
    pub async fn sign_out(self) -> Answer<()> {
        let answer = Client::new(self).logout().await;
        self.forget(State::SignedOut);
        answer
    }

    pub(crate) fn token(self) -> Option<String> {
        TOKEN.with_borrow(|token| token.as_ref().map(|token| token.text.clone()))
    }

    pub(crate) fn is_about_to_end(self) -> bool {
        let now = js_sys::Date::now();
        TOKEN.with_borrow(|token| token.as_ref().is_some_and(|token| token.ends_at_ms - MARGIN_SECONDS * 1000.0 < now))
    }

    /// Exchanges the cookie for a new token. Calls that need it at the same time share one exchange.
    pub(crate) async fn refresh(self) -> Answer<()> {
        let running = REFRESHING.with_borrow_mut(|running| {
            running
                .get_or_insert_with(|| {
                    async move {
                        let answer = alone(self.exchange()).await;
                        REFRESHING.set(None);
                        answer
                    }
                    .boxed_local()
                    .shared()
                })
                .clone()
        });
        running.await
    }

    async fn exchange(self) -> Answer<()> {
        match api::auth::refresh().await {
            Ok(token) => {
                self.begin(token);
                Ok(())
            }
            Err(error) => {
                if matches!(&error, ApiError::Problem { problem, .. } if (400..429).contains(&problem.status)) {
                    self.end();
                }
                Err(error)
            }
        }
    }
}

/// Runs `work` while no other tab does: two tabs that spend the same refresh token would end the session of both.
async fn alone(work: impl Future<Output = Answer<()>> + 'static) -> Answer<()> {
    let member = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let locks = member(&member(&window(), "navigator"), "locks");
    let Ok(request) = js_sys::Reflect::get(&locks, &"request".into()).unwrap_or(JsValue::UNDEFINED).dyn_into() else {
        return work.await;
    };
    let request: js_sys::Function = request;
    let outcome = std::rc::Rc::new(RefCell::new(Err(ApiError::Unreachable)));
    let slot = std::rc::Rc::clone(&outcome);
    let held = Closure::once_into_js(move || -> JsValue {
        future_to_promise(async move {
            let answer = work.await;
            *slot.borrow_mut() = answer;
            Ok(JsValue::UNDEFINED)
        })
        .into()
    });
    if let Ok(promise) = request.call2(&locks, &"steward-refresh".into(), &held) {
        let _ = JsFuture::from(js_sys::Promise::resolve(&promise)).await;
    }
    outcome.borrow().clone()
}
