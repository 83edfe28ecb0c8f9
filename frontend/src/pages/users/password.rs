use api_types::users::User;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    api::Client,
    components::{Confirm, Toasts},
    effect::effect,
    pages::shown_once::Secret,
    session::Session,
    view,
};

/// Asks before someone gets another password, and shows it.
#[component]
pub(super) fn NewPassword(user: RwSignal<Option<User>>, secret: RwSignal<Option<Secret>>) -> impl IntoView {
    let api = Client::from_context();
    let session = Session::from_context();
    let toasts = Toasts::from_context();
    let is_open = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    effect(move || {
        if user.with(Option::is_some) {
            is_open.set(true);
        }
    });
    effect(move || {
        if !is_open.get() {
            user.set(None);
        }
    });
    let text = Signal::derive(move || {
        user.with(|user| {
            let Some(user) = user else { return String::new() };
            if session.me().is_some_and(|me| me.id == user.id) {
                return "Your password stops working, and you are signed out everywhere but here. The new one is shown once."
                    .to_owned();
            }
            format!(
                "The password of {} {} stops working, and they are signed out everywhere. The new one is shown to you once.",
                user.first_name, user.last_name
            )
        })
    });
    let make = Callback::new(move |()| {
        let Some(who) = user.get_untracked() else { return };
        is_busy.set(true);
        spawn_local(async move {
            match api.create_user_password(who.id).await {
                Ok(made) => secret.set(Some(Secret {
                    title: format!("New password for {} {}", who.first_name, who.last_name),
                    label: "Password",
                    text: made.password,
                    what_now: format!("For {}. Hand it over on a way you trust; it is shown this once.", who.email),
                })),
                Err(error) => toasts.fail("The password is as it was.", &error),
            }
            is_busy.set(false);
            is_open.set(false);
        });
    });
    view! { <Confirm is_open title=Signal::stored("Make a new password?".to_owned()) text action="Make a new password" busy_action="Making" is_busy on_confirm=make/> }
}
