use chrono::{DateTime, Utc};
use domain::{ApiKeyId, StaffId, api_key::ApiKeyStatus};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, search::like_pattern};

/// Which keys, and which part of the list.
#[derive(Debug, Clone, Default)]
pub struct ApiKeyFilter {
    /// Only this one.
    pub id: Option<ApiKeyId>,
    /// Only those that act for this member of staff.
    pub staff_id: Option<StaffId>,
    /// Only those that are so now; empty means any.
    pub status: Vec<ApiKeyStatus>,
    /// Part of a name, of a prefix, or of the name or address of whom they act for.
    pub search: Option<String>,
    /// The sort key of the last row of the page before.
    pub after: Option<(DateTime<Utc>, Uuid)>,
    pub offset: i64,
    pub limit: i64,
}

/// A key, without what proves it.
#[derive(Debug, Clone)]
pub struct ApiKeyRow {
    pub id: ApiKeyId,
    pub name: String,
    pub prefix: String,
    pub scopes: Vec<String>,
    pub status: String,
    pub staff_id: StaffId,
    pub staff_name: String,
    pub created_by: Option<Uuid>,
    pub created_by_name: Option<String>,
    pub created_at: DateTime<Utc>,
    pub expires_at: Option<DateTime<Utc>>,
    pub last_used_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Keys, the newest first, and how many there are.
pub async fn list(
    connection: &mut PgConnection,
    filter: &ApiKeyFilter,
    now: DateTime<Utc>,
) -> Result<(Vec<ApiKeyRow>, i64)> {
    let pattern = filter.search.as_deref().map(like_pattern);
    let status: Vec<String> = filter.status.iter().map(|status| status.as_str().to_owned()).collect();
    let id = filter.id.map(|id| id.0);
    let staff_id = filter.staff_id.map(|id| id.0);
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from api_key k
           join staff s on s.id = k.staff_id
           where ($1::uuid is null or k.id = $1)
             and ($2::uuid is null or k.staff_id = $2)
             and ($3::text is null
                  or k.name || ' ' || k.prefix || ' ' || s.first_name || ' ' || s.last_name || ' ' || s.email ilike $3)
             and (cardinality($4::text[]) = 0
                  or case when k.revoked_at is not null then 'REVOKED'
                          when k.expires_at <= $5 then 'EXPIRED'
                          when not s.is_active then 'USER_DISABLED'
                          else 'ACTIVE' end = any($4))"#,
        id,
        staff_id,
        pattern,
        &status,
        now
    )
    .fetch_one(&mut *connection)
    .await?;
    let rows = sqlx::query!(
        r#"select k.id, k.name, k.prefix, k.scopes, k.staff_id, k.created_by_id, k.created_at, k.expires_at,
             k.last_used_at, k.revoked_at, s.first_name || ' ' || s.last_name as "staff_name!",
             c.first_name || ' ' || c.last_name as created_by_name,
             case when k.revoked_at is not null then 'REVOKED'
                  when k.expires_at <= $5 then 'EXPIRED'
                  when not s.is_active then 'USER_DISABLED'
                  else 'ACTIVE' end as "status!"
           from api_key k
           join staff s on s.id = k.staff_id
           left join staff c on c.id = k.created_by_id
           where ($1::uuid is null or k.id = $1)
             and ($2::uuid is null or k.staff_id = $2)
             and ($3::text is null
                  or k.name || ' ' || k.prefix || ' ' || s.first_name || ' ' || s.last_name || ' ' || s.email ilike $3)
             and (cardinality($4::text[]) = 0
                  or case when k.revoked_at is not null then 'REVOKED'
                          when k.expires_at <= $5 then 'EXPIRED'
                          when not s.is_active then 'USER_DISABLED'
                          else 'ACTIVE' end = any($4))
             and ($6::timestamptz is null or (k.created_at, k.id) < ($6, $7::uuid))
           order by k.created_at desc, k.id desc
           offset $8
           limit $9"#,
        id,
        staff_id,
        pattern,
        &status,
        now,
        filter.after.map(|(created_at, _)| created_at),
        filter.after.map(|(_, id)| id),
        filter.offset,
        filter.limit
    )
    .fetch_all(connection)
    .await?;
    let rows = rows
        .into_iter()
        .map(|row| ApiKeyRow {
            id: ApiKeyId(row.id),
            name: row.name,
            prefix: row.prefix,
            scopes: row.scopes,
            status: row.status,
            staff_id: StaffId(row.staff_id),
            staff_name: row.staff_name,
            created_by: row.created_by_id,
            created_by_name: row.created_by_name,
            created_at: row.created_at,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
            revoked_at: row.revoked_at,
        })
        .collect();
    Ok((rows, total))
}

/// One key.
pub async fn find(connection: &mut PgConnection, id: ApiKeyId, now: DateTime<Utc>) -> Result<Option<ApiKeyRow>> {
    let filter = ApiKeyFilter { id: Some(id), limit: 1, ..ApiKeyFilter::default() };
    let (rows, _) = list(connection, &filter, now).await?;
    Ok(rows.into_iter().next())
}
