use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// What was said of how much someone can look after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapacityRow {
    pub fte: Decimal,
    pub points: Decimal,
    pub accounts_target: i32,
    pub arr_target: Decimal,
    pub hired_on: Option<NaiveDate>,
    pub version: i32,
}

/// What was said of someone; none where nothing was.
pub async fn capacity(connection: &mut PgConnection, manager: Uuid) -> Result<Option<CapacityRow>> {
    let row = sqlx::query_as!(
        CapacityRow,
        "select fte, points, accounts_target, arr_target, hired_on, version from csm_capacity where user_id = $1",
        manager
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// Writes it in place of what was said in version `row.version`, zero where nothing was. False if that is not the one
/// there is.
pub async fn put_capacity(connection: &mut PgConnection, manager: Uuid, row: &CapacityRow) -> Result<bool> {
    let done = if row.version == 0 {
        sqlx::query!(
            "insert into csm_capacity (user_id, fte, points, accounts_target, arr_target, hired_on)
             values ($1, $2, $3, $4, $5, $6)
             on conflict on constraint csm_capacity_pkey do nothing",
            manager,
            row.fte,
            row.points,
            row.accounts_target,
            row.arr_target,
            row.hired_on
        )
        .execute(connection)
        .await?
    } else {
        sqlx::query!(
            "update csm_capacity set fte = $2, points = $3, accounts_target = $4, arr_target = $5, hired_on = $6,
               version = version + 1
             where user_id = $1 and version = $7",
            manager,
            row.fte,
            row.points,
            row.accounts_target,
            row.arr_target,
            row.hired_on,
            row.version
        )
        .execute(connection)
        .await?
    };
    Ok(done.rows_affected() == 1)
}
