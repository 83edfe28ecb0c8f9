use domain::{Scope, StaffId};
use store::{PgConnection, clients::OwnerRole};
use uuid::Uuid;

use crate::{Error, Result};

/// Refuses an owner who does not work here, or who could not open the client: its alerts would reach nobody.
pub(super) async fn check(connection: &mut PgConnection, role: OwnerRole, user: Uuid) -> Result<()> {
    let pointer = match role {
        OwnerRole::Csm => "/csm_user_id",
        OwnerRole::Ae => "/ae_user_id",
    };
    let found = store::staff::find(connection, StaffId(user))
        .await?
        .ok_or_else(|| Error::invalid(pointer, "unknown-user", "there is no such member of staff"))?;
    if !found.is_active {
        return Err(Error::invalid(
            pointer,
            "disabled-user",
            "their account is disabled; choose somebody who works here",
        ));
    }
    match (role, Scope::of(found.role, found.id)) {
        (_, Scope::All) | (OwnerRole::Csm, Scope::Csm(_)) | (OwnerRole::Ae, Scope::AccountExecutive(_)) => Ok(()),
        (OwnerRole::Csm, _) => {
            Err(Error::invalid(pointer, "other-role", "must be a client success manager or a leader"))
        }
        (OwnerRole::Ae, _) => Err(Error::invalid(pointer, "other-role", "must be an account executive or a leader")),
    }
}
