use api_types::{auth::LoginRequest, problem::ProblemCode};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::{self, ApiError},
    browser,
    components::{Field, Icon, ProgressButton},
    effect::effect,
    routes,
    session::{Session, State},
    view,
};

/// Address and password; then back to the page that was asked for.
#[component]
pub fn Login() -> impl IntoView {
    browser::set_title("Sign in");
    let session = Session::from_context();
    let query = use_query_map();
    let navigate = use_navigate();
    effect(move || {
        if matches!(session.state(), State::In(_)) {
            let next = query.with_untracked(|query| query.get("next"));
            let options = NavigateOptions { replace: true, ..Default::default() };
            navigate(&routes::after_login(next.as_deref()), options);
        }
    });
    view! {
        <main class="min-h-dvh grid place-items-center px-4 py-10">
            <div class="w-full max-w-[23rem]">
                <div class="flex flex-col items-center text-center">
                    <span class="grid place-items-center size-11 rounded-xl bg-primary text-primary-content text-[20px] font-semibold" aria-hidden="true">"S"</span>
                    <h1 class="mt-4 text-[20px] leading-7 font-semibold tracking-tight">"Sign in to Steward"</h1>
                    <p class="muted mt-1">"Health, renewals and revenue of every client"</p>
                </div>
                <LoginForm session/>
            </div>
        </main>
    }
}

#[component]
fn LoginForm(session: Session) -> impl IntoView {
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let wait = RwSignal::new(0_u64);
    let missing = RwSignal::new((None::<String>, None::<String>));

    let count_down = move |seconds: u64| {
        wait.set(seconds);
        spawn_local(async move {
            while wait.try_get_untracked().is_some_and(|left| left > 0) {
                TimeoutFuture::new(1000).await;
                wait.try_update(|left| *left = left.saturating_sub(1));
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() || wait.get_untracked() > 0 {
            return;
        }
        let request =
            LoginRequest { email: email.get_untracked().trim().to_owned(), password: password.get_untracked() };
        let email_missing = request.email.is_empty().then(|| "Type the address you were given.".to_owned());
        let password_missing = request.password.is_empty().then(|| "Type your password.".to_owned());
        let first = if email_missing.is_some() { "#email" } else { "#password" };
        if email_missing.is_some() || password_missing.is_some() {
            missing.set((email_missing, password_missing));
            browser::focus(first);
            return;
        }
        missing.set((None, None));
        error.set(None);
        is_busy.set(true);
        spawn_local(async move {
            match api::auth::login(&request).await {
                Ok(token) => session.begin(token),
                Err(problem) => {
                    if let ApiError::Problem { retry_after_seconds: Some(seconds), problem } = &problem
                        && problem.code == ProblemCode::RateLimited
                    {
                        count_down(*seconds);
                    }
                    is_busy.set(false);
                    error.set(Some(problem));
                }
            }
        });
    };
    // The browser does this by itself for the first page only, not for who signed out.
    request_animation_frame(|| browser::focus("#email"));
    let email_error = Signal::derive(move || missing.get().0.or_else(|| error.get().and_then(|e| e.field("/email"))));
    let password_error =
        Signal::derive(move || missing.get().1.or_else(|| error.get().and_then(|e| e.field("/password"))));
    view! {
        <form class="card-x mt-6 p-5 grid gap-4" novalidate on:submit=submit>
            {move || error.get().filter(|error| error.field("/email").is_none() && error.field("/password").is_none())
                .map(|error| view! { <LoginError error wait/> })}
            <Field id="email" label="Email address" error=email_error>
                <input id="email" name="email" type="email" autocomplete="username" class="input-x input-large w-full" autofocus
                    aria-describedby="email-note" aria-invalid=move || email_error.get().is_some().to_string()
                    prop:value=move || email.get() on:input:target=move |event| email.set(event.target().value())/>
            </Field>
            <Field id="password" label="Password" error=password_error>
                <input id="password" name="password" type="password" autocomplete="current-password" class="input-x input-large w-full"
                    aria-describedby="password-note" aria-invalid=move || password_error.get().is_some().to_string()
                    prop:value=move || password.get() on:input:target=move |event| password.set(event.target().value())/>
            </Field>
            <ProgressButton is_busy=Signal::derive(move || is_busy.get() || matches!(session.state(), State::Restoring))
                kind="submit" class="button button-primary h-10 text-[14px]" label="Sign in" busy_label="Signing in"/>
        </form>
    }
}

/// What went wrong, in the server's words; while it asks to wait, the seconds left.
#[component]
fn LoginError(error: ApiError, wait: RwSignal<u64>) -> impl IntoView {
    let detail = match &error {
        ApiError::Problem { problem, .. } if problem.code == ProblemCode::RateLimited => problem.detail.clone(),
        error => error.detail(),
    };
    view! {
        <div role="alert" class="flex items-start gap-2.5 rounded-lg border border-base-300 bg-base-200 p-3">
            <Icon name="circle-alert" class="CRITICAL mt-0.5"/>
            <div class="min-w-0">
                <p class="font-medium">{error.title()}</p>
                <p class="muted leading-5">{detail}</p>
                {move || (wait.get() > 0).then(|| view! {
                    <p class="num mt-1" aria-live="off">{format!("Try again in {} s.", wait.get())}</p>
                })}
            </div>
        </div>
    }
}
