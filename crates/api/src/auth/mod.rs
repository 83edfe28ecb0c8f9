//! Sign-in, tokens and sessions.

mod cookie;
mod login;
mod logout;
mod me;
mod refresh;
mod sessions;

use crate::routes::Routes;
use api_types::auth::{AccessToken, Me};
use app::auth::{ACCESS_TOKEN_SECONDS, SignedIn};
use domain::{SessionId, staff::Permission};
use store::staff::StaffRow;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(login::log_in)
        .service(refresh::refresh_session)
        .service(logout::log_out)
        .service(me::get_me)
        .service(sessions::list_sessions)
        .service(sessions::delete_session);
}

fn access_token(signed_in: &SignedIn) -> AccessToken {
    AccessToken {
        access_token: signed_in.access_token.clone(),
        token_type: "Bearer".to_owned(),
        expires_in_seconds: ACCESS_TOKEN_SECONDS,
        user: me_of(&signed_in.staff, Some(signed_in.session_id), |permission| signed_in.staff.role.may(permission)),
    }
}

fn me_of(staff: &StaffRow, session_id: Option<SessionId>, may: impl Fn(Permission) -> bool) -> Me {
    Me {
        id: staff.id,
        email: staff.email.clone(),
        first_name: staff.first_name.clone(),
        last_name: staff.last_name.clone(),
        role: staff.role,
        permissions: Permission::ALL.iter().copied().filter(|permission| may(*permission)).collect(),
        session_id,
        time_zone: staff.time_zone.clone(),
        api_key: None,
    }
}
