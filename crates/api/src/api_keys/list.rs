use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{api_keys::ApiKey, page::Page};
use domain::{StaffId, api_key::ApiKeyStatus};
use serde::Deserialize;
use store::api_keys::ApiKeyFilter;

use super::present::api_key;
use crate::{
    ApiResult, State,
    access::{Allowed, ManageApiKeys},
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// Which keys.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct ApiKeyQuery {
    /// Only those that act for this user.
    #[param(example = "01931b6e-0000-7000-8000-000000000001")]
    user_id: Option<StaffId>,
    /// Only those that are so now, separated by commas.
    #[param(style = Form, explode = false, example = "ACTIVE,USER_DISABLED")]
    status: Vec<ApiKeyStatus>,
    /// Part of a name, of the beginning of a key, or of the name or address of whom it acts for.
    #[param(example = "warehouse")]
    q: Option<String>,
}

/// Keys with which programs call the API.
///
/// The newest first, revoked ones too. A key itself is shown once, when it is made.
#[utoipa::path(
    tag = "API keys",
    params(PageQuery, ApiKeyQuery),
    security(("bearer" = ["MANAGE_API_KEYS"])),
    responses(
        (status = 200, description = "One page of keys", body = Page<ApiKey>, example = json!({
            "data": [{
                "id": "01931b6e-0000-7000-8000-000000000009", "name": "Nightly import", "prefix": "sk_4kq7mzw2rt",
                "scopes": ["ingest"], "status": "ACTIVE",
                "user": {"id": "01931b6e-0000-7000-8000-000000000001", "name": "Ada Byron"},
                "created_by": {"id": "01931b6e-0000-7000-8000-000000000001", "name": "Ada Byron"},
                "created_at": "2026-11-21T08:00:00Z", "expires_at": "2027-11-21T08:00:00Z",
                "last_used_at": "2026-11-21T09:12:00Z", "revoked_at": null
            }],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/api-keys")]
pub(super) async fn list_api_keys(
    _caller: Allowed<ManageApiKeys>,
    state: Data<State>,
    query: Paged<ApiKeyQuery>,
) -> ApiResult<Json<Page<ApiKey>>> {
    let filter = ApiKeyFilter {
        id: None,
        staff_id: query.filter.user_id,
        status: query.filter.status.clone(),
        search: query.filter.q.clone(),
        after: query.page.after()?,
        offset: query.page.offset(),
        limit: query.page.rows_to_fetch(),
    };
    let mut connection = state.connection().await?;
    let (rows, total) = store::api_keys::list(&mut connection, &filter, state.context.now()).await?;
    let page = query.page.envelope(rows, total, |row| (row.created_at, row.id.0), api_key);
    let data = page.data.into_iter().collect::<ApiResult<Vec<_>>>()?;
    Ok(Json(Page { data, pagination: page.pagination }))
}
