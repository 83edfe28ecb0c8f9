use sqlx::PgConnection;

use crate::Result;

/// Removes the demo clients with everything that belongs to them. The tables are those that have a `client_id`, asked
/// of the catalogue, so that none is forgotten. Returns how many clients there were.
pub async fn delete_clients(connection: &mut PgConnection) -> Result<u64> {
    let tables = sqlx::query_scalar!(
        r#"select c.relname::text as "name!"
           from pg_class c
           join pg_attribute a on a.attrelid = c.oid and a.attname = 'client_id' and not a.attisdropped
           where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
           order by c.relname"#
    )
    .fetch_all(&mut *connection)
    .await?;
    for table in tables {
        // The name comes from the catalogue of the database itself.
        let quoted = table.replace('"', "\"\"");
        let statement = format!("delete from \"{quoted}\" where client_id in (select id from client where is_demo)");
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *connection).await?;
    }
    let deleted = sqlx::query!("delete from client where is_demo").execute(&mut *connection).await?.rows_affected();
    sqlx::query!(
        "delete from team_alert a using staff s
         where s.is_demo and a.related_entity_type = 'staff' and a.related_entity_id = s.id::text"
    )
    .execute(&mut *connection)
    .await?;
    // Messages about them, which name nobody but whom they were for.
    sqlx::query!("delete from notification_delivery d using staff s where s.id = d.recipient_id and s.is_demo")
        .execute(&mut *connection)
        .await?;
    sqlx::query!("delete from demo_portfolio").execute(connection).await?;
    Ok(deleted)
}

/// Removes the figures of the whole portfolio. Only right when every client they sum up was a demo client.
pub async fn delete_figures(connection: &mut PgConnection) -> Result<()> {
    sqlx::query!("delete from metric_snapshot").execute(&mut *connection).await?;
    sqlx::query!("delete from dashboard_metrics").execute(connection).await?;
    Ok(())
}
