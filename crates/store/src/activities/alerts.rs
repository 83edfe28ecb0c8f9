use chrono::{DateTime, Utc};
use domain::{Scope, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// An alert someone answers with an activity.
#[derive(Debug, Clone)]
pub struct AlertToAcknowledge {
    pub id: Uuid,
    pub csm_user_id: Option<Uuid>,
    pub ae_user_id: Option<Uuid>,
}

/// An alert of a client within scope; holds its row until the transaction ends.
pub async fn alert(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    id: Uuid,
) -> Result<Option<AlertToAcknowledge>> {
    let row = sqlx::query_as!(
        AlertToAcknowledge,
        "select a.id, c.csm_user_id, c.ae_user_id
         from client_alert a
         join client c on c.id = a.client_id
         where a.client_id = $1 and a.id = $2
           and ($3::uuid is null or c.csm_user_id = $3)
           and ($4::uuid is null or c.ae_user_id = $4)
         for update of a",
        client,
        id,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// Notes that someone is on an alert, unless it is over or someone was before (metrics.md §11).
pub async fn acknowledge(
    connection: &mut PgConnection,
    client: Uuid,
    id: Uuid,
    staff: StaffId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update client_alert
         set status = 'ACKNOWLEDGED', acknowledged_at = $4, acknowledged_by_id = $3, snoozed_until = null,
           version = version + 1
         where client_id = $1 and id = $2 and status in ('NEW', 'SNOOZED')",
        client,
        id,
        staff.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}
