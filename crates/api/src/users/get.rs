use actix_web::{HttpResponse, get, web::Data};
use api_types::users::User;
use domain::StaffId;

use super::present;
use crate::{
    ApiResult, State,
    access::{Allowed, ManageStaff},
    openapi::Problems,
    request::{PathId, etag},
};

/// One user, with their account.
#[utoipa::path(
    tag = "Users",
    params(("id" = StaffId, Path, description = "Id", example = "01931b6e-0000-7000-8000-000000000001")),
    security(("bearer" = ["MANAGE_STAFF"])),
    responses(
        (status = 200, description = "The user", body = User, headers(("ETag" = String, description = "Version")),
         example = json!({
            "id": "01931b6e-0000-7000-8000-000000000001", "email": "ada@example.com", "first_name": "Ada",
            "last_name": "Byron", "role": "CSM", "is_active": true, "csm_clients": 42, "ae_clients": 0,
            "created_at": "2026-01-05T08:00:00Z",
            "account": {"time_zone": "UTC", "last_sign_in_at": "2026-11-21T08:00:00Z", "api_keys": 0, "version": 1}
         })),
        Problems
    )
)]
#[get("/users/{id}")]
pub(super) async fn get_user(
    caller: Allowed<ManageStaff>,
    state: Data<State>,
    path: PathId<StaffId>,
) -> ApiResult<HttpResponse> {
    let mut connection = state.connection().await?;
    let (user, version) = present::one(&mut connection, &state, &caller, path.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(user))
}
