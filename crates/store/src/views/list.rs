use chrono::{DateTime, Utc};
use domain::StaffId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A saved view.
#[derive(Debug, Clone)]
pub struct ViewRow {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub owner_name: String,
    pub name: String,
    pub query: String,
    pub segment_id: Option<Uuid>,
    pub sort: Option<String>,
    pub columns: Vec<String>,
    pub is_shared: bool,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// The views `reader` may use, by name: everyone's and their own; and how many there are.
pub async fn list(
    connection: &mut PgConnection,
    reader: StaffId,
    after: Option<(String, Uuid)>,
    offset: i64,
    limit: i64,
) -> Result<(Vec<ViewRow>, i64)> {
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from saved_view where is_shared or owner_id = $1"#,
        reader.0
    )
    .fetch_one(&mut *connection)
    .await?;
    let (name, id) = after.map_or((None, None), |(name, id)| (Some(name), Some(id)));
    let rows = sqlx::query_as!(
        ViewRow,
        r#"select v.id, v.owner_id, o.first_name || ' ' || o.last_name as "owner_name!", v.name, v.query, v.segment_id,
             v.sort, v.columns, v.is_shared, v.version, v.created_at, v.updated_at
           from saved_view v join staff o on o.id = v.owner_id
           where (v.is_shared or v.owner_id = $1)
             and ($2::text is null or (lower(v.name), v.id) > (lower($2), $3::uuid))
           order by lower(v.name), v.id
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

/// A view `reader` may use.
pub async fn get(connection: &mut PgConnection, reader: StaffId, id: Uuid) -> Result<Option<ViewRow>> {
    let row = sqlx::query_as!(
        ViewRow,
        r#"select v.id, v.owner_id, o.first_name || ' ' || o.last_name as "owner_name!", v.name, v.query, v.segment_id,
             v.sort, v.columns, v.is_shared, v.version, v.created_at, v.updated_at
           from saved_view v join staff o on o.id = v.owner_id
           where v.id = $2 and (v.is_shared or v.owner_id = $1)"#,
        reader.0,
        id
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}
