//! Staff who sign in.

mod edit;
mod list;
mod write;

use chrono::{DateTime, Utc};
use domain::{StaffId, staff::Role};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, parse_column};

pub use edit::{EditableStaff, StaffEdit, apply_edit, editable, other_active_admins};
pub use list::{StaffFilter, StaffListRow, get, list};
pub use write::{NewStaff, insert, note_sign_in, set_active, set_password};

/// A member of staff.
#[derive(Clone)]
pub struct StaffRow {
    pub id: StaffId,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub role: Role,
    pub password_hash: Option<String>,
    pub is_active: bool,
    pub is_demo: bool,
    pub time_zone: String,
    pub created_at: DateTime<Utc>,
}

impl std::fmt::Debug for StaffRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StaffRow").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}

struct Row {
    id: Uuid,
    email: String,
    first_name: String,
    last_name: String,
    role: String,
    password_hash: Option<String>,
    is_active: bool,
    is_demo: bool,
    time_zone: String,
    created_at: DateTime<Utc>,
}

impl TryFrom<Row> for StaffRow {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: StaffId(row.id),
            role: parse_column("staff", "role", &row.role)?,
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            password_hash: row.password_hash,
            is_active: row.is_active,
            is_demo: row.is_demo,
            time_zone: row.time_zone,
            created_at: row.created_at,
        })
    }
}

/// A member of staff by id.
pub async fn find(connection: &mut PgConnection, id: StaffId) -> Result<Option<StaffRow>> {
    sqlx::query_as!(
        Row,
        "select id, email, first_name, last_name, role, password_hash, is_active, is_demo, time_zone, created_at
         from staff
         where id = $1",
        id.0
    )
    .fetch_optional(connection)
    .await?
    .map(StaffRow::try_from)
    .transpose()
}

/// A member of staff by address, which is stored in lower case.
pub async fn find_by_email(connection: &mut PgConnection, email: &str) -> Result<Option<StaffRow>> {
    sqlx::query_as!(
        Row,
        "select id, email, first_name, last_name, role, password_hash, is_active, is_demo, time_zone, created_at
         from staff
         where email = $1",
        email
    )
    .fetch_optional(connection)
    .await?
    .map(StaffRow::try_from)
    .transpose()
}
