use chrono::{DateTime, Utc};
use domain::{SessionId, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Which part of the list.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The sort key of the last row of the page before.
    pub after: Option<(DateTime<Utc>, Uuid)>,
    pub offset: i64,
    pub limit: i64,
}

/// A session that has not ended.
#[derive(Debug, Clone)]
pub struct SessionRow {
    pub id: SessionId,
    pub user_agent: Option<String>,
    pub ip_address: Option<String>,
    pub created_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// The sessions of a member of staff that have not ended, the newest first, and how many there are.
pub async fn list_of_staff(
    connection: &mut PgConnection,
    staff_id: StaffId,
    now: DateTime<Utc>,
    part: &Part,
) -> Result<(Vec<SessionRow>, i64)> {
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from staff_session
           where staff_id = $1 and revoked_at is null and expires_at > $2"#,
        staff_id.0,
        now
    )
    .fetch_one(&mut *connection)
    .await?;
    let rows = sqlx::query!(
        "select id, user_agent, ip_address, created_at, last_seen_at, expires_at
         from staff_session
         where staff_id = $1 and revoked_at is null and expires_at > $2
           and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
         order by created_at desc, id desc
         offset $5
         limit $6",
        staff_id.0,
        now,
        part.after.map(|(created_at, _)| created_at),
        part.after.map(|(_, id)| id),
        part.offset,
        part.limit
    )
    .fetch_all(connection)
    .await?;
    let rows = rows
        .into_iter()
        .map(|row| SessionRow {
            id: SessionId(row.id),
            user_agent: row.user_agent,
            ip_address: row.ip_address,
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            expires_at: row.expires_at,
        })
        .collect();
    Ok((rows, total))
}
