use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{page::Page, users::User};
use domain::staff::{Permission, Role};
use serde::Deserialize;
use store::staff::{StaffFilter, StaffListRow};

use super::present::user;
use crate::{
    ApiResult, State,
    access::{Allowed, ReadStaff},
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// Which users.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct UserFilter {
    /// Only these roles, separated by commas.
    #[param(style = Form, explode = false, example = "CSM,SENIOR_CSM")]
    role: Vec<Role>,
    /// Only those who may, or may not, sign in.
    #[param(example = true)]
    is_active: Option<bool>,
    /// Part of a name or address.
    #[param(example = "ada")]
    q: Option<String>,
}

/// Everyone who works here.
///
/// By last name, with how many active clients each looks after within your scope. Administrators see the accounts too.
#[utoipa::path(
    tag = "Users",
    params(PageQuery, UserFilter),
    security(("bearer" = ["READ_STAFF"])),
    responses(
        (status = 200, description = "One page of users", body = Page<User>, example = json!({
            "data": [{
                "id": "01931b6e-0000-7000-8000-000000000001", "email": "ada@example.com", "first_name": "Ada",
                "last_name": "Byron", "role": "CSM", "is_active": true, "csm_clients": 42, "ae_clients": 0,
                "created_at": "2026-01-05T08:00:00Z"
            }],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/users")]
pub(super) async fn list_users(
    caller: Allowed<ReadStaff>,
    state: Data<State>,
    query: Paged<UserFilter>,
) -> ApiResult<Json<Page<User>>> {
    let filter = StaffFilter {
        id: None,
        roles: query.filter.role.iter().map(|role| role.as_str().to_owned()).collect(),
        is_active: query.filter.is_active,
        search: query.filter.q.clone(),
        after: query.page.after()?,
        offset: query.page.offset(),
        limit: query.page.rows_to_fetch(),
    };
    let mut connection = state.connection().await?;
    let (rows, total) = store::staff::list(&mut connection, &caller.scope, &filter, state.context.now()).await?;
    let with_account = caller.may(Permission::ManageStaff);
    Ok(Json(query.page.envelope(rows, total, StaffListRow::sort_key, |row| user(row, with_account))))
}
