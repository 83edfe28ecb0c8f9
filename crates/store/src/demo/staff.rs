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
    /// The share of a full week they work.
    pub fte: Decimal,
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
    let ids: Vec<Uuid> = staff.iter().map(|row| row.id).collect();
    let shares: Vec<Decimal> = staff.iter().map(|row| row.fte).collect();
    sqlx::query!(
        "insert into csm_capacity (user_id, hired_on, points, fte)
         select s.id, $1, $2, x.fte
         from unnest($3::uuid[], $4::numeric[]) as x(id, fte) join staff s on s.id = x.id
         where s.is_demo and s.role in ('CSM', 'SENIOR_CSM')
         on conflict on constraint csm_capacity_pkey do nothing",
        hired_on,
        points,
        &ids,
        &shares
    )
    .execute(connection)
    .await?;
    Ok(())
}
