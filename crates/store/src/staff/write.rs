use chrono::{DateTime, Utc};
use domain::{StaffId, staff::Role};
use sqlx::PgConnection;

use crate::Result;

/// A member of staff to be.
#[derive(Debug, Clone)]
pub struct NewStaff<'a> {
    pub id: StaffId,
    pub email: &'a str,
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub role: Role,
    pub password_hash: Option<&'a str>,
    pub is_demo: bool,
    pub time_zone: &'a str,
}

/// Adds a member of staff. A taken address breaks `staff_email_key`.
pub async fn insert(connection: &mut PgConnection, staff: &NewStaff<'_>) -> Result<()> {
    sqlx::query!(
        "insert into staff (id, email, first_name, last_name, role, password_hash, is_demo, time_zone)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        staff.id.0,
        staff.email,
        staff.first_name,
        staff.last_name,
        staff.role.as_str(),
        staff.password_hash,
        staff.is_demo,
        staff.time_zone
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Lets someone sign in, or no longer. Tells whether that was a change.
pub async fn set_active(connection: &mut PgConnection, id: StaffId, is_active: bool) -> Result<bool> {
    let done = sqlx::query!(
        "update staff
         set is_active = $2, version = version + 1
         where id = $1 and is_active <> $2",
        id.0,
        is_active
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Gives someone another password.
pub async fn set_password(connection: &mut PgConnection, id: StaffId, password_hash: &str) -> Result<()> {
    sqlx::query!("update staff set password_hash = $2, version = version + 1 where id = $1", id.0, password_hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes that someone signed in. It is no edit: the version stays.
pub async fn note_sign_in(connection: &mut PgConnection, id: StaffId, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!("update staff set last_sign_in_at = $2 where id = $1", id.0, now).execute(connection).await?;
    Ok(())
}
