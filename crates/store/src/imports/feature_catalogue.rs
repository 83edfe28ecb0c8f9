use chrono::NaiveDate;
use domain::ImportBatchId;
use sqlx::PgConnection;

use super::{
    dynamic::{run, statement},
    stage::Stage,
};
use crate::Result;

/// Rows made, and rows that were there already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// New.
    pub created: i64,
    /// There already.
    pub unchanged: i64,
}

/// Adds the features a stage uses to the catalogue, under the module "Imported". Their names are their keys made
/// readable: `feature_12` is "Feature 12".
pub async fn create_features(connection: &mut PgConnection, stage: &Stage, batch: ImportBatchId) -> Result<Made> {
    let rows = stage.rows();
    let used: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(distinct feature_key) from {rows}")))
        .fetch_one(&mut *connection)
        .await?;
    let created = statement(format!(
        "with made as (
           insert into feature (feature_key, name, module_key, module_name)
           select distinct feature_key, upper(left(words, 1)) || substr(words, 2), 'imported', 'Imported'
           from {rows}, lateral (select replace(feature_key, '_', ' ')) as w(words)
           on conflict on constraint feature_pkey do nothing
           returning feature_key
         )
         insert into import_prior_row (batch_id, entity, row_key, prior)
         select $1, 'features', feature_key, 'null'::jsonb from made"
    ))
    .bind(batch.0)
    .execute(connection)
    .await?
    .rows_affected();
    let created = i64::try_from(created).unwrap_or(i64::MAX);
    Ok(Made { created, unchanged: used - created })
}

/// Licenses the features a stage uses for every client the import names: those of its client stages, or else those
/// of the stage itself.
pub async fn license_all(
    connection: &mut PgConnection,
    stage: &Stage,
    client_stages: &[&Stage],
    batch: ImportBatchId,
    as_of: NaiveDate,
) -> Result<Made> {
    let named: Vec<String> = client_stages
        .iter()
        .map(|clients| format!("select c.id from {} v join client c on c.external_id = v.row_key", clients.verdicts()))
        .collect();
    let clients = if named.is_empty() {
        format!("select distinct client_id as id from {} where client_id is not null", stage.verdicts())
    } else {
        named.join(" union ")
    };
    run(
        connection,
        format!(
            "create temp table import_license_{} on commit drop as
             select c.id as client_id, f.feature_key
             from ({clients}) c cross join (select distinct feature_key from {}) f
             join feature k on k.feature_key = f.feature_key",
            stage.number,
            stage.rows()
        ),
    )
    .await?;
    let wanted: i64 =
        sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from import_license_{}", stage.number)))
            .fetch_one(&mut *connection)
            .await?;
    run(
        connection,
        format!(
            "insert into import_affected select distinct client_id from import_license_{} on conflict do nothing",
            stage.number
        ),
    )
    .await?;
    let created = statement(format!(
        "insert into client_feature_adoption (client_id, feature_key, is_licensed, licensed_at, adoption_status, import_batch_id)
         select l.client_id, l.feature_key, true, least(c.contract_start_date, $2::date), 'NOT_CONFIGURED', $1
         from import_license_{} l join client c on c.id = l.client_id
         on conflict on constraint client_feature_adoption_pkey do nothing",
        stage.number
    ))
    .bind(batch.0)
    .bind(as_of)
    .execute(connection)
    .await?
    .rows_affected();
    let created = i64::try_from(created).unwrap_or(i64::MAX);
    Ok(Made { created, unchanged: wanted - created })
}
