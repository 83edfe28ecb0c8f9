use domain::{Scope, StaffId};
use sqlx::PgConnection;

use super::ClientRef;
use crate::Result;

/// Whose client it is.
#[derive(Debug, Clone, Copy)]
pub struct OwnersRow {
    pub csm: Option<StaffId>,
    pub ae: Option<StaffId>,
}

/// Whose a client within scope is.
pub async fn owners(connection: &mut PgConnection, scope: &Scope, client: &ClientRef) -> Result<Option<OwnersRow>> {
    let (id, external) = match client {
        ClientRef::Id(id) => (Some(*id), None),
        ClientRef::External(external) => (None, Some(external.as_str())),
    };
    let row = sqlx::query!(
        "select csm_user_id, ae_user_id
         from client
         where (id = $1 or external_id = $2)
           and ($3::uuid is null or csm_user_id = $3)
           and ($4::uuid is null or ae_user_id = $4)",
        id,
        external,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| OwnersRow { csm: row.csm_user_id.map(StaffId), ae: row.ae_user_id.map(StaffId) }))
}
