use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A member of the demo staff.
#[derive(Debug)]
pub struct StaffRow {
    pub id: Uuid,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub role: &'static str,
    /// None for those who cannot sign in.
    pub password_hash: Option<String>,
}

/// Writes the demo staff and how much they can look after. Someone who is already there keeps the password unless a
/// new one is given; an address that belongs to someone else is a conflict.
pub async fn put_staff(
    connection: &mut PgConnection,
    staff: &[StaffRow],
    hired_on: NaiveDate,
    points: Decimal,
) -> Result<()> {
    for row in staff {
        sqlx::query!(
            "insert into staff (id, email, first_name, last_name, role, password_hash, is_demo)
             values ($1, $2, $3, $4, $5, $6, true)
             on conflict on constraint staff_pkey
             do update set is_active = true, password_hash = coalesce(excluded.password_hash, staff.password_hash)",
            row.id,
            row.email,
            row.first_name,
            row.last_name,
            row.role,
            row.password_hash
        )
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query!(
        "insert into csm_capacity (user_id, hired_on, points)
         select id, $1, $2 from staff where is_demo and role in ('CSM', 'SENIOR_CSM')
         on conflict on constraint csm_capacity_pkey do nothing",
        hired_on,
        points
    )
    .execute(connection)
    .await?;
    Ok(())
}
