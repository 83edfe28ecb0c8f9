use chrono::{DateTime, Utc};
use domain::{Scope, StaffId, staff::Role};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, parse_column, search::like_pattern};

/// Which staff, and which part of the list.
#[derive(Debug, Clone, Default)]
pub struct StaffFilter {
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
) -> Result<(Vec<StaffListRow>, i64)> {
    let pattern = filter.search.as_deref().map(like_pattern);
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from staff
           where (cardinality($1::text[]) = 0 or role = any($1))
             and ($2::boolean is null or is_active = $2)
             and ($3::text is null or first_name || ' ' || last_name || ' ' || email ilike $3)"#,
        &filter.roles,
        filter.is_active,
        pattern
    )
    .fetch_one(&mut *connection)
    .await?;
    let (after_last, after_first, after_id) = match &filter.after {
        Some((last, first, id)) => (Some(last.as_str()), Some(first.as_str()), Some(*id)),
        None => (None, None, None),
    };
    let rows = sqlx::query!(
        r#"select s.id, s.email, s.first_name, s.last_name, s.role, s.is_active, s.created_at,
             (select count(*)
              from client c
              where c.csm_user_id = s.id and c.lifecycle_status = 'ACTIVE'
                and ($7::uuid is null or c.csm_user_id = $7)
                and ($8::uuid is null or c.ae_user_id = $8)) as "csm_clients!",
             (select count(*)
              from client c
              where c.ae_user_id = s.id and c.lifecycle_status = 'ACTIVE'
                and ($7::uuid is null or c.csm_user_id = $7)
                and ($8::uuid is null or c.ae_user_id = $8)) as "ae_clients!"
           from staff s
           where (cardinality($1::text[]) = 0 or s.role = any($1))
             and ($2::boolean is null or s.is_active = $2)
             and ($3::text is null or s.first_name || ' ' || s.last_name || ' ' || s.email ilike $3)
             and ($4::text is null or (s.last_name, s.first_name, s.id) > ($4, $5, $6::uuid))
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
        filter.limit
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
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok((rows, total))
}
