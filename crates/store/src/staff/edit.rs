use domain::{StaffId, staff::Role};
use sqlx::PgConnection;

use crate::{Result, parse_column};

/// A member of staff who is being edited.
#[derive(Debug, Clone)]
pub struct EditableStaff {
    pub email: String,
    pub version: i32,
    pub fields: StaffEdit,
}

/// What can be edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffEdit {
    pub first_name: String,
    pub last_name: String,
    pub role: Role,
    pub time_zone: String,
    pub is_active: bool,
}

/// A member of staff, locked until the transaction ends.
pub async fn editable(connection: &mut PgConnection, id: StaffId) -> Result<Option<EditableStaff>> {
    let row = sqlx::query!(
        "select email, version, first_name, last_name, role, time_zone, is_active from staff where id = $1 for update",
        id.0
    )
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(EditableStaff {
            email: row.email,
            version: row.version,
            fields: StaffEdit {
                first_name: row.first_name,
                last_name: row.last_name,
                role: parse_column("staff", "role", &row.role)?,
                time_zone: row.time_zone,
                is_active: row.is_active,
            },
        })
    })
    .transpose()
}

/// How many others may sign in as administrators. Locks all administrators, in one order: of two edits at once that would
/// each leave the other's, the second waits and sees the first.
pub async fn other_active_admins(connection: &mut PgConnection, id: StaffId, with_demo: bool) -> Result<usize> {
    let admins = sqlx::query!("select id, is_active, is_demo from staff where role = 'ADMIN' order by id for update",)
        .fetch_all(connection)
        .await?;
    Ok(admins.iter().filter(|admin| admin.id != id.0 && admin.is_active && (with_demo || !admin.is_demo)).count())
}

/// Stores an edit; answers the new version.
pub async fn apply_edit(connection: &mut PgConnection, id: StaffId, edit: &StaffEdit) -> Result<i32> {
    let version = sqlx::query_scalar!(
        "update staff
         set first_name = $2, last_name = $3, role = $4, time_zone = $5, is_active = $6, version = version + 1
         where id = $1
         returning version",
        id.0,
        edit.first_name,
        edit.last_name,
        edit.role.as_str(),
        edit.time_zone,
        edit.is_active
    )
    .fetch_one(connection)
    .await?;
    Ok(version)
}
