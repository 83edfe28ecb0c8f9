use chrono::{DateTime, Utc};
use domain::StaffId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A saved segment.
#[derive(Debug, Clone)]
pub struct SegmentRow {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub owner_name: String,
    pub name: String,
    pub description: Option<String>,
    pub filter: serde_json::Value,
    pub is_shared: bool,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// The segments `reader` may use, by name: everyone's and their own; and how many there are.
pub async fn list(
    connection: &mut PgConnection,
    reader: StaffId,
    after: Option<(String, Uuid)>,
    offset: i64,
    limit: i64,
) -> Result<(Vec<SegmentRow>, i64)> {
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from saved_segment where is_shared or owner_id = $1"#,
        reader.0
    )
    .fetch_one(&mut *connection)
    .await?;
    let (name, id) = after.map_or((None, None), |(name, id)| (Some(name), Some(id)));
    let rows = sqlx::query_as!(
        SegmentRow,
        r#"select s.id, s.owner_id, o.first_name || ' ' || o.last_name as "owner_name!", s.name, s.description, s.filter,
             s.is_shared, s.version, s.created_at, s.updated_at
           from saved_segment s join staff o on o.id = s.owner_id
           where (s.is_shared or s.owner_id = $1)
             and ($2::text is null or (lower(s.name), s.id) > (lower($2), $3::uuid))
           order by lower(s.name), s.id
           offset $4
           limit $5"#,
        reader.0,
        name,
        id,
        offset,
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok((rows, total))
}

/// A segment `reader` may use.
pub async fn get(connection: &mut PgConnection, reader: StaffId, id: Uuid) -> Result<Option<SegmentRow>> {
    let row = sqlx::query_as!(
        SegmentRow,
        r#"select s.id, s.owner_id, o.first_name || ' ' || o.last_name as "owner_name!", s.name, s.description, s.filter,
             s.is_shared, s.version, s.created_at, s.updated_at
           from saved_segment s join staff o on o.id = s.owner_id
           where s.id = $2 and (s.is_shared or s.owner_id = $1)"#,
        reader.0,
        id
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}
