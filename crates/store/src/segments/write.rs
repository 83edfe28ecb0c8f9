use chrono::{DateTime, Utc};
use domain::StaffId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// What people set of a segment.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentFields {
    pub name: String,
    pub description: Option<String>,
    pub filter: serde_json::Value,
    pub is_shared: bool,
}

/// A segment as it stands before an edit.
#[derive(Debug, Clone)]
pub struct EditableSegment {
    pub owner_id: Uuid,
    pub version: i32,
    pub fields: SegmentFields,
}

/// Reads a segment `reader` may use and holds its row until the transaction ends.
pub async fn editable(connection: &mut PgConnection, reader: StaffId, id: Uuid) -> Result<Option<EditableSegment>> {
    let row = sqlx::query!(
        "select owner_id, version, name, description, filter, is_shared
         from saved_segment
         where id = $2 and (is_shared or owner_id = $1)
         for update",
        reader.0,
        id
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| EditableSegment {
        owner_id: row.owner_id,
        version: row.version,
        fields: SegmentFields {
            name: row.name,
            description: row.description,
            filter: row.filter,
            is_shared: row.is_shared,
        },
    }))
}

/// A view that stands on a segment.
#[derive(Debug)]
pub struct StandingView {
    pub owner_id: Uuid,
    pub owner_name: String,
    pub is_shared: bool,
}

/// The views that stand on a segment, by the names of their owners. Asked once the segment is held: before, another
/// transaction may be adding one.
pub async fn views(connection: &mut PgConnection, id: Uuid) -> Result<Vec<StandingView>> {
    let rows = sqlx::query_as!(
        StandingView,
        r#"select v.owner_id, o.first_name || ' ' || o.last_name as "owner_name!", v.is_shared
           from saved_view v join staff o on o.id = v.owner_id
           where v.segment_id = $1
           order by 2, v.id"#,
        id
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Writes a new segment.
pub async fn insert(
    connection: &mut PgConnection,
    id: Uuid,
    owner: StaffId,
    fields: &SegmentFields,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into saved_segment (id, owner_id, name, description, filter, is_shared, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        id,
        owner.0,
        fields.name,
        fields.description,
        fields.filter,
        fields.is_shared,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes an edit.
pub async fn update(connection: &mut PgConnection, id: Uuid, fields: &SegmentFields) -> Result<()> {
    sqlx::query!(
        "update saved_segment
         set name = $2, description = $3, filter = $4, is_shared = $5, version = version + 1
         where id = $1",
        id,
        fields.name,
        fields.description,
        fields.filter,
        fields.is_shared
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes a segment.
pub async fn delete(connection: &mut PgConnection, id: Uuid) -> Result<()> {
    sqlx::query!("delete from saved_segment where id = $1", id).execute(connection).await?;
    Ok(())
}
