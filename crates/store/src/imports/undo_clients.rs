use domain::ImportBatchId;
use sqlx::{PgConnection, Row as _};

use super::{
    dynamic::{run, statement},
    target::TARGETS,
    undo::{Leftover, Undone, remove, restore, touched},
};
use crate::Result;

/// Rows people or later imports leave under a client. Computed rows are not among them: they go with the client.
const OWNED: &[&str] = &[
    "client_contact",
    "subscription",
    "invoice",
    "payment",
    "support_ticket",
    "survey_response",
    "client_activity",
    "opportunity",
    "churn_event",
    "client_outcome",
    "client_note",
    "save_play",
    "sales_order",
    "usage_user_daily",
    "client_usage_metric",
    "feature_usage_daily",
];

/// Computed rows that no foreign key takes along.
const COMPUTED: &[&str] = &["client_health_score", "client_daily_state", "churn_prediction", "churn_feature_snapshot"];

/// Reverts what a batch did to clients, after everything under them was reverted. A client someone else's rows hang
/// on stays.
pub async fn undo_clients(connection: &mut PgConnection, fields: &[&str], batch: ImportBatchId) -> Result<Undone> {
    let target = &TARGETS[0];
    let mut left = touched(connection, target, batch).await?;
    let restored = restore(connection, target, fields, batch).await?;
    let owned: Vec<String> = OWNED
        .iter()
        .map(|table| format!("select distinct client_id, '{table}' as what from {table} where client_id in (select id from client where import_batch_id = $1)"))
        .collect();
    statement(
        format!(
            "create temp table import_kept_client on commit drop as
         select c.id, c.external_id, string_agg(o.what, ', ' order by o.what) as what
         from ({}) o join client c on c.id = o.client_id
         where c.import_batch_id = $1 group by c.id, c.external_id",
            owned.join(" union all ")
        )
        .replace("$1", &format!("'{batch}'::uuid")),
    )
    .execute(&mut *connection)
    .await?;
    let rows = sqlx::query(
        "select k.external_id as key, k.what from import_kept_client k
         where not exists (select from import_prior_row p where p.batch_id = $1 and p.entity = 'clients'
           and p.row_key = k.external_id and p.prior <> 'null'::jsonb)
         order by k.external_id",
    )
    .bind(batch.0)
    .fetch_all(&mut *connection)
    .await?;
    for row in rows {
        let what: String = row.try_get("what")?;
        let key: String = row.try_get("key")?;
        if !left.iter().any(|leftover| leftover.key == key) {
            left.push(Leftover { entity: "clients", key, reason: format!("has rows the import did not make: {what}") });
        }
    }
    run(
        connection,
        format!(
            "create temp table import_gone_client on commit drop as
             select id from client where import_batch_id = '{batch}'::uuid"
        ),
    )
    .await?;
    let removed =
        remove(connection, target, batch, "and not exists (select from import_kept_client k where k.id = t.id)")
            .await?;
    for table in COMPUTED {
        run(
            connection,
            format!(
                "delete from {table} where client_id in
                 (select id from import_gone_client g where not exists (select from client c where c.id = g.id))"
            ),
        )
        .await?;
    }
    Ok(Undone { removed, restored, left })
}

/// The clients a batch touched, by the rows that still carry its mark.
pub async fn clients_of_batch(connection: &mut PgConnection, batch: ImportBatchId) -> Result<Vec<uuid::Uuid>> {
    let each: Vec<String> = TARGETS
        .iter()
        .filter(|target| target.of_client())
        .map(|target| format!("select client_id from {} where import_batch_id = '{batch}'::uuid", target.table))
        .collect();
    let sql = format!("select id from client where import_batch_id = '{batch}'::uuid union {}", each.join(" union "));
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(connection).await?)
}

/// Those of these clients that exist.
pub async fn existing_clients(connection: &mut PgConnection, clients: &[uuid::Uuid]) -> Result<Vec<uuid::Uuid>> {
    Ok(sqlx::query_scalar!("select id from client where id = any($1) order by id", clients)
        .fetch_all(connection)
        .await?)
}
