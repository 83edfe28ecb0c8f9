use api_types::users::{Account, User};
use domain::StaffId;
use store::{PgConnection, staff::StaffListRow};

use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ManageStaff},
};

/// A user as everyone sees them, and with their account as administrators do.
pub(super) fn user(row: StaffListRow, with_account: bool) -> User {
    let account = with_account.then_some(Account {
        time_zone: row.time_zone,
        last_sign_in_at: row.last_sign_in_at,
        api_keys: row.api_keys,
        version: row.version,
    });
    User {
        id: row.id,
        email: row.email,
        first_name: row.first_name,
        last_name: row.last_name,
        role: row.role,
        is_active: row.is_active,
        csm_clients: row.csm_clients,
        ae_clients: row.ae_clients,
        created_at: row.created_at,
        account,
    }
}

/// One user with their account, and its version.
pub(super) async fn one(
    connection: &mut PgConnection,
    state: &State,
    caller: &Allowed<ManageStaff>,
    id: StaffId,
) -> ApiResult<(User, i32)> {
    let row = store::staff::get(connection, &caller.scope, id, state.context.now()).await?;
    let row = row.ok_or_else(|| ApiError::not_found("user"))?;
    let version = row.version;
    Ok((user(row, true), version))
}
