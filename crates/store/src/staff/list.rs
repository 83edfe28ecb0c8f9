use chrono::{DateTime, Utc};
use domain::{Scope, StaffId, staff::Role};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, parse_column, search::like_pattern};

/// Which staff, and which part of the list.
#[derive(Debug, Clone, Default)]
pub struct StaffFilter {
    /// Only this one.
    pub id: Option<StaffId>,
    /// Only these roles; empty means any.
    pub roles: Vec<String>,
    pub is_active: Option<bool>,
    /// Part of a name or address.
    pub search: Option<String>,
    /// The sort key of the last row of the page before.
    pub after: Option<(String, String, Uuid)>,
    pub offset: i64,
    pub limit: i64,
}

/// A member of staff with the number of active clients they look after.
#[derive(Debug, Clone)]
pub struct StaffListRow {
    pub id: StaffId,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub role: Role,
    pub is_active: bool,
    pub csm_clients: i64,
    pub ae_clients: i64,
    pub created_at: DateTime<Utc>,
    pub time_zone: String,
    pub last_sign_in_at: Option<DateTime<Utc>>,
    pub version: i32,
    /// Keys that act for them and work, or would if they might sign in.
    pub api_keys: i64,
}

impl StaffListRow {
    /// What the list is sorted by.
    pub fn sort_key(&self) -> (String, String, Uuid) {
        (self.last_name.clone(), self.first_name.clone(), self.id.0)
    }
}

/// Staff by name, and how many there are. Clients are counted within the scope.
pub async fn list(
    connection: &mut PgConnection,
    scope: &Scope,
    filter: &StaffFilter,
    now: DateTime<Utc>,
) -> Result<(Vec<StaffListRow>, i64)> {
    let pattern = filter.search.as_deref().map(like_pattern);
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from staff
           where (cardinality($1::text[]) = 0 or role = any($1))
             and ($2::boolean is null or is_active = $2)
             and ($3::text is null or first_name || ' ' || last_name || ' ' || email ilike $3)
             and ($4::uuid is null or id = $4)"#,
        &filter.roles,
        filter.is_active,
        pattern,
        filter.id.map(|id| id.0)
    )
    .fetch_one(&mut *connection)
    .await?;
    let (after_last, after_first, after_id) = match &filter.after {
        Some((last, first, id)) => (Some(last.as_str()), Some(first.as_str()), Some(*id)),
        None => (None, None, None),
    };
    let rows = sqlx::query!(
        r#"select s.id, s.email, s.first_name, s.last_name, s.role, s.is_active, s.created_at, s.time_zone,
             s.last_sign_in_at, s.version,
             (select count(*)
              from client c
              where c.csm_user_id = s.id and c.lifecycle_status = 'ACTIVE'
                and ($7::uuid is null or c.csm_user_id = $7)
                and ($8::uuid is null or c.ae_user_id = $8)) as "csm_clients!",
             (select count(*)
              from client c
              where c.ae_user_id = s.id and c.lifecycle_status = 'ACTIVE'
                and ($7::uuid is null or c.csm_user_id = $7)
                and ($8::uuid is null or c.ae_user_id = $8)) as "ae_clients!",
             (select count(*)
              from api_key k
              where k.staff_id = s.id and k.revoked_at is null and (k.expires_at is null or k.expires_at > $12))
               as "api_keys!"
           from staff s
           where (cardinality($1::text[]) = 0 or s.role = any($1))
             and ($2::boolean is null or s.is_active = $2)
             and ($3::text is null or s.first_name || ' ' || s.last_name || ' ' || s.email ilike $3)
             and ($4::text is null or (s.last_name, s.first_name, s.id) > ($4, $5, $6::uuid))
             and ($11::uuid is null or s.id = $11)
           order by s.last_name, s.first_name, s.id
           offset $9
           limit $10"#,
        &filter.roles,
        filter.is_active,
        pattern,
        after_last,
        after_first,
        after_id,
        scope.csm(),
        scope.account_executive(),
        filter.offset,
        filter.limit,
        filter.id.map(|id| id.0),
        now
    )
    .fetch_all(connection)
    .await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            Ok(StaffListRow {
                id: StaffId(row.id),
                role: parse_column("staff", "role", &row.role)?,
                email: row.email,
                first_name: row.first_name,
                last_name: row.last_name,
                is_active: row.is_active,
                csm_clients: row.csm_clients,
                ae_clients: row.ae_clients,
                created_at: row.created_at,
                time_zone: row.time_zone,
                last_sign_in_at: row.last_sign_in_at,
                version: row.version,
                api_keys: row.api_keys,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok((rows, total))
}

/// One member of staff as the list shows them.
pub async fn get(
    connection: &mut PgConnection,
    scope: &Scope,
    id: StaffId,
    now: DateTime<Utc>,
) -> Result<Option<StaffListRow>> {
    let filter = StaffFilter { id: Some(id), limit: 1, ..StaffFilter::default() };
    let (rows, _) = list(connection, scope, &filter, now).await?;
    Ok(rows.into_iter().next())
}
