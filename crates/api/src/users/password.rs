use actix_web::{HttpResponse, http::header, post, web::Data};
use api_types::users::CreatedPassword;
use domain::StaffId;
use secrecy::ExposeSecret as _;

use crate::{
    ApiResult, State,
    access::{Allowed, ManageStaff},
    openapi::Problems,
    request::PathId,
};

/// Gives a user another password.
///
/// It is made here and shown this once. The user is signed out everywhere, but for the session that asks. Who is disabled
/// stays so.
#[utoipa::path(
    tag = "Users",
    params(("id" = StaffId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["MANAGE_STAFF"])),
    responses(
        (status = 201, description = "The password, shown this once", body = CreatedPassword,
         example = json!({"password": "k7mz…"})),
        Problems
    )
)]
#[post("/users/{id}/password")]
pub(super) async fn create_user_password(
    caller: Allowed<ManageStaff>,
    state: Data<State>,
    path: PathId<StaffId>,
) -> ApiResult<HttpResponse> {
    let password = state.auth.create_user_password(&caller.actor, path.0, caller.session_id).await?;
    Ok(HttpResponse::Created()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(CreatedPassword { password: password.expose_secret().to_owned() }))
}
