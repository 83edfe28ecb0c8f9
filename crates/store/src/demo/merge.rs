use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{tables::known, write::Rows};
use crate::{Result, copy::CopyIn};

/// Adds rows, and brings those that are there up to date; rows of clients someone deleted are left out. Returns how
/// many were written.
pub async fn merge_rows(connection: &mut PgConnection, rows: &Rows<'_>) -> Result<u64> {
    let table = known(rows.table)?;
    let (name, columns) = (table.name, rows.columns.join(", "));
    let stage = format!("demo_{name}");
    let run = |statement: String| sqlx::query(sqlx::AssertSqlSafe(statement));
    run(format!("create temp table if not exists {stage} on commit drop as select {columns} from {name} with no data"))
        .execute(&mut *connection)
        .await?;
    run(format!("truncate {stage}")).execute(&mut *connection).await?;
    let mut copy = CopyIn::start(connection, &format!("{stage} ({columns})")).await?;
    copy.rows(rows.text).await?;
    copy.finish().await?;
    let known_clients =
        if name == "client" { "" } else { "where exists (select from client c where c.id = s.client_id)" };
    let changes: Vec<String> = table.changes.iter().map(|column| format!("{column} = excluded.{column}")).collect();
    let action = if changes.is_empty() { "nothing".to_owned() } else { format!("update set {}", changes.join(", ")) };
    let written = run(format!(
        "insert into {name} ({columns})
         select {columns} from {stage} s {known_clients}
         on conflict ({}) do {action}",
        table.key.join(", ")
    ))
    .execute(connection)
    .await?;
    Ok(written.rows_affected())
}

/// Gives the clients to the CSMs who took them over after a day.
pub async fn hand_over(connection: &mut PgConnection, since: NaiveDate) -> Result<()> {
    sqlx::query!(
        "update client c
         set csm_user_id = a.user_id
         from csm_assignment a
         where a.client_id = c.id and a.role = 'CSM' and a.valid_to is null and a.valid_from > $1
           and a.valid_from > c.contract_start_date and c.is_demo and c.csm_user_id is distinct from a.user_id",
        since
    )
    .execute(connection)
    .await?;
    Ok(())
}
