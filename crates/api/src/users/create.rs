use actix_web::{HttpResponse, http::header, post, web::Data};
use api_types::users::{CreatedUser, NewUser};
use secrecy::ExposeSecret as _;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ManageStaff},
    openapi::Problems,
    request::{Body, etag},
};

/// Adds a user.
///
/// Their password is made here and shown this once. A repetition with the same Idempotency-Key adds nobody else and is
/// answered 409.
#[utoipa::path(
    tag = "Users",
    request_body(content = NewUser, example = json!({
        "email": "ada@example.com", "first_name": "Ada", "last_name": "Byron", "role": "CSM", "time_zone": "Europe/London"
    })),
    security(("bearer" = ["MANAGE_STAFF"])),
    responses(
        (status = 201, description = "The user and their password, shown this once", body = CreatedUser,
         headers(("ETag" = String, description = "Version")),
         example = json!({
            "password": "k7mz…", "user": {"id": "01931b6e-0000-7000-8000-000000000001", "email": "ada@example.com"}
         })),
        Problems
    )
)]
#[post("/users")]
pub(super) async fn create_user(
    caller: Allowed<ManageStaff>,
    state: Data<State>,
    body: Body<NewUser>,
) -> ApiResult<HttpResponse> {
    let new = app::auth::NewUser {
        email: body.0.email,
        first_name: body.0.first_name,
        last_name: body.0.last_name,
        role: body.0.role,
        time_zone: body.0.time_zone.unwrap_or_else(|| "UTC".to_owned()),
    };
    let (id, password) = state.auth.create_user(&caller.actor, new).await?;
    let mut connection = state.connection().await?;
    let (user, version) = present::one(&mut connection, &state, &caller, id).await?;
    Ok(HttpResponse::Created()
        .insert_header(etag(version))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(CreatedUser { password: password.expose_secret().to_owned(), user }))
}
