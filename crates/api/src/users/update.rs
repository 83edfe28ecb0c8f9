use actix_web::{HttpResponse, put, web::Data};
use api_types::users::{UpdateUser, User};
use app::auth::UserChanges;
use domain::StaffId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ManageStaff},
    openapi::Problems,
    request::{Body, IfMatch, PathId, etag},
};

/// Changes a user.
///
/// Fields that are left out stay. Who is disabled, or gets another role, is signed out everywhere; keys that act for
/// someone who is disabled stop working until they are enabled again. You cannot disable or demote yourself, nor the last
/// administrator.
#[utoipa::path(
    tag = "Users",
    params(
        ("id" = StaffId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001"),
        ("If-Match" = String, Header, description = "The ETag of the version that was edited", example = "\"v1\"")
    ),
    request_body(content = UpdateUser, example = json!({"role": "SENIOR_CSM"})),
    security(("bearer" = ["MANAGE_STAFF"])),
    responses(
        (status = 200, description = "The user as they are now", body = User,
         headers(("ETag" = String, description = "Version")),
         example = json!({"id": "01931b6e-0000-7000-8000-000000000001", "role": "SENIOR_CSM", "is_active": true})),
        Problems
    )
)]
#[put("/users/{id}")]
pub(super) async fn update_user(
    caller: Allowed<ManageStaff>,
    state: Data<State>,
    path: PathId<StaffId>,
    if_match: IfMatch,
    body: Body<UpdateUser>,
) -> ApiResult<HttpResponse> {
    let changes = UserChanges {
        first_name: body.0.first_name,
        last_name: body.0.last_name,
        role: body.0.role,
        time_zone: body.0.time_zone,
        is_active: body.0.is_active,
    };
    state.auth.update_user(&caller.actor, path.0, if_match.0, changes).await?;
    let mut connection = state.connection().await?;
    let (user, version) = present::one(&mut connection, &state, &caller, path.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(user))
}
