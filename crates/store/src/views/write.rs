use chrono::{DateTime, Utc};
use domain::StaffId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// What people set of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewFields {
    pub name: String,
    /// The filters, as the query of the list of clients spells them.
    pub query: String,
    pub segment_id: Option<Uuid>,
    pub sort: Option<String>,
    pub columns: Vec<String>,
    pub is_shared: bool,
}

/// A view as it stands before an edit.
#[derive(Debug, Clone)]
pub struct EditableView {
    pub owner_id: Uuid,
    pub version: i32,
    pub fields: ViewFields,
}

/// Reads a view `reader` may use and holds its row until the transaction ends.
pub async fn editable(connection: &mut PgConnection, reader: StaffId, id: Uuid) -> Result<Option<EditableView>> {
    let row = sqlx::query!(
        "select owner_id, version, name, query, segment_id, sort, columns, is_shared
         from saved_view
         where id = $2 and (is_shared or owner_id = $1)
         for update",
        reader.0,
        id
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| EditableView {
        owner_id: row.owner_id,
        version: row.version,
        fields: ViewFields {
            name: row.name,
            query: row.query,
            segment_id: row.segment_id,
            sort: row.sort,
            columns: row.columns,
            is_shared: row.is_shared,
        },
    }))
}

/// Writes a new view.
pub async fn insert(
    connection: &mut PgConnection,
    id: Uuid,
    owner: StaffId,
    fields: &ViewFields,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into saved_view (id, owner_id, name, query, segment_id, sort, columns, is_shared, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        id,
        owner.0,
        fields.name,
        fields.query,
        fields.segment_id,
        fields.sort,
        &fields.columns,
        fields.is_shared,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes an edit.
pub async fn update(connection: &mut PgConnection, id: Uuid, fields: &ViewFields) -> Result<()> {
    sqlx::query!(
        "update saved_view
         set name = $2, query = $3, segment_id = $4, sort = $5, columns = $6, is_shared = $7, version = version + 1
         where id = $1",
        id,
        fields.name,
        fields.query,
        fields.segment_id,
        fields.sort,
        &fields.columns,
        fields.is_shared
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes a view.
pub async fn delete(connection: &mut PgConnection, id: Uuid) -> Result<()> {
    sqlx::query!("delete from saved_view where id = $1", id).execute(connection).await?;
    Ok(())
}
