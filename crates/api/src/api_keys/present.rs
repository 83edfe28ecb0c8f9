use api_types::{api_keys::ApiKey, users::UserName};
use domain::api_key::ApiScope;
use store::{api_keys::ApiKeyRow, parse_column};

use crate::{ApiResult, clients::user_name};

/// A key as the wire shows it.
pub(super) fn api_key(row: ApiKeyRow) -> ApiResult<ApiKey> {
    let scopes: store::Result<Vec<ApiScope>> =
        row.scopes.iter().map(|scope| parse_column("api_key", "scopes", scope)).collect();
    Ok(ApiKey {
        id: row.id,
        scopes: scopes?,
        status: parse_column("api_key", "status", &row.status)?,
        name: row.name,
        prefix: row.prefix,
        user: UserName { id: row.staff_id, name: row.staff_name },
        created_by: user_name(row.created_by, row.created_by_name),
        created_at: row.created_at,
        expires_at: row.expires_at,
        last_used_at: row.last_used_at,
        revoked_at: row.revoked_at,
    })
}
