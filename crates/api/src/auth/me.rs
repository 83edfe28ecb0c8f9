use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{api_keys::ApiKeyName, auth::Me};
use domain::staff::Permission;

use super::me_of;
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadSelf},
    openapi::Problems,
};

/// Who is signed in, and what they may do.
#[utoipa::path(
    tag = "Sign-in",
    security(("bearer" = ["READ_SELF"])),
    responses(
        (status = 200, description = "You", body = Me, example = json!({
            "id": "01931b6e-0000-7000-8000-000000000001", "email": "ada@example.com", "first_name": "Ada",
            "last_name": "Byron", "role": "CSM", "permissions": ["READ_CLIENTS"],
            "session_id": "01931b6e-0000-7000-8000-000000000002", "time_zone": "UTC"
        })),
        Problems
    )
)]
#[get("/auth/me")]
pub(super) async fn get_me(caller: Allowed<ReadSelf>, state: Data<State>) -> ApiResult<Json<Me>> {
    let mut connection = state.connection().await?;
    let staff = store::staff::find(&mut connection, caller.staff_id)
        .await?
        .filter(|staff| staff.is_active)
        .ok_or_else(|| ApiError::Unauthenticated("The account is gone.".to_owned()))?;
    let api_key = caller.key.as_ref().map(|key| ApiKeyName { id: key.id, name: key.name.clone() });
    let may = |permission: Permission| staff.role.may(permission) && caller.may(permission);
    Ok(Json(Me { api_key, ..me_of(&staff, caller.session_id, may) }))
}
