use chrono::NaiveDate;
use domain::Scope;
use sqlx::PgConnection;
use uuid::Uuid;

use super::get::ClientRef;
use crate::Result;

/// What people may change of a client, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditableRow {
    pub id: Uuid,
    pub version: i32,
    pub tags: Vec<String>,
    pub segment: Option<String>,
    pub lifecycle_status: String,
    pub churned_at: Option<NaiveDate>,
    pub churn_reason: Option<String>,
    pub expected_dau_override: Option<i32>,
    pub size_segment_override: Option<String>,
    pub csm_user_id: Option<Uuid>,
    pub ae_user_id: Option<Uuid>,
}

/// Reads a client for an edit and holds its row until the transaction ends.
pub async fn editable(connection: &mut PgConnection, scope: &Scope, client: &ClientRef) -> Result<Option<EditableRow>> {
    let (id, external) = match client {
        ClientRef::Id(id) => (Some(*id), None),
        ClientRef::External(external) => (None, Some(external.as_str())),
    };
    let row = sqlx::query_as!(
        EditableRow,
        "select id, version, tags, segment, lifecycle_status, churned_at, churn_reason, expected_dau_override,
           size_segment_override, csm_user_id, ae_user_id
         from client
         where (id = $1 or external_id = $2)
           and ($3::uuid is null or csm_user_id = $3)
           and ($4::uuid is null or ae_user_id = $4)
         for update",
        id,
        external,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// What a client is changed to.
#[derive(Debug, Clone)]
pub struct ClientEdit {
    pub tags: Vec<String>,
    pub segment: Option<String>,
    pub lifecycle_status: String,
    pub churned_at: Option<NaiveDate>,
    pub churn_reason: Option<String>,
    pub expected_dau_override: Option<i32>,
    pub size_segment_override: Option<String>,
    pub csm_user_id: Option<Uuid>,
    pub ae_user_id: Option<Uuid>,
}

/// Writes an edit. The row no longer counts as an import's own, so that undoing the import leaves it alone.
pub async fn apply_edit(connection: &mut PgConnection, id: Uuid, edit: &ClientEdit) -> Result<i32> {
    let version = sqlx::query_scalar!(
        "update client set
           tags = $2, segment = $3, lifecycle_status = $4, churned_at = $5, churn_reason = $6, expected_dau_override = $7,
           size_segment_override = $8, size_segment = coalesce($8, size_segment), csm_user_id = $9, ae_user_id = $10,
           import_batch_id = null, version = version + 1
         where id = $1
         returning version",
        id,
        &edit.tags,
        edit.segment,
        edit.lifecycle_status,
        edit.churned_at,
        edit.churn_reason,
        edit.expected_dau_override,
        edit.size_segment_override,
        edit.csm_user_id,
        edit.ae_user_id
    )
    .fetch_one(connection)
    .await?;
    Ok(version)
}

/// Notes tier, segment and size from `today` on, closing what held before; a second change on one day replaces the first.
pub async fn record_dimensions(connection: &mut PgConnection, id: Uuid, today: NaiveDate) -> Result<()> {
    sqlx::query!(
        "update contract_history set valid_to = $2 where client_id = $1 and valid_to is null and valid_from < $2",
        id,
        today
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "insert into contract_history (client_id, valid_from, tier, segment, size_segment, industry)
         select id, $2, contract_tier, segment, size_segment, industry from client where id = $1
         on conflict on constraint contract_history_pkey do update
         set tier = excluded.tier, segment = excluded.segment, size_segment = excluded.size_segment, industry = excluded.industry",
        id,
        today
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends the present assignment of a role.
pub async fn close_assignment(connection: &mut PgConnection, id: Uuid, role: &str, today: NaiveDate) -> Result<()> {
    sqlx::query!("delete from csm_assignment where client_id = $1 and role = $2 and valid_from = $3", id, role, today)
        .execute(&mut *connection)
        .await?;
    sqlx::query!(
        "update csm_assignment set valid_to = $3 where client_id = $1 and role = $2 and valid_to is null",
        id,
        role,
        today
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Starts an assignment.
pub async fn open_assignment(
    connection: &mut PgConnection,
    id: Uuid,
    role: &str,
    user: Uuid,
    today: NaiveDate,
) -> Result<()> {
    sqlx::query!(
        "insert into csm_assignment (client_id, role, valid_from, user_id) values ($1, $2, $3, $4)",
        id,
        role,
        today,
        user
    )
    .execute(connection)
    .await?;
    Ok(())
}
