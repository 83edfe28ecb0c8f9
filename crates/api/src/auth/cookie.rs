use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};
use app::auth::SignedIn;

use crate::{BASE_PATH, State, request::is_loopback};

const NAME: &str = "steward_refresh";

/// The refresh token a request brings.
pub(super) fn refresh_token(request: &HttpRequest) -> Option<String> {
    request.cookie(NAME).map(|cookie| cookie.value().to_owned()).filter(|value| !value.is_empty())
}

/// The cookie with the refresh token; the page cannot read it, and it travels to the sign-in endpoints only. It lives for
/// a time, not until one: a browser whose clock is wrong keeps it as long as any other.
pub(super) fn carrying(signed_in: &SignedIn, request: &HttpRequest, state: &State) -> Cookie<'static> {
    let mut cookie = bare(signed_in.refresh_token.clone(), request, state);
    let lives = signed_in.expires_at - state.context.clock.now();
    cookie.set_max_age(Duration::seconds(lives.num_seconds()));
    cookie
}

/// The cookie that makes the browser forget the token.
pub(super) fn removal(request: &HttpRequest, state: &State) -> Cookie<'static> {
    let mut cookie = bare(String::new(), request, state);
    cookie.make_removal();
    cookie
}

fn bare(value: String, request: &HttpRequest, state: &State) -> Cookie<'static> {
    Cookie::build(NAME, value)
        .path(format!("{BASE_PATH}/auth"))
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(state.settings.is_https() || !is_loopback(request))
        .finish()
}
