use sqlx::{PgConnection, Row as _};

use super::{
    dynamic::{name, run, statement},
    problems::{Problem, client_id, problems},
    stage::Stage,
    target::{Identity, Reference},
};
use crate::Result;

/// How many rows of a stage are what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// New.
    pub created: i64,
    /// Changed.
    pub updated: i64,
    /// There already, equal.
    pub unchanged: i64,
    /// Refused by what the database knows.
    pub refused: i64,
}

/// Compares a stage with what is there, and writes down a verdict per row. What it refers to must be written already.
pub async fn classify(connection: &mut PgConnection, stage: &Stage) -> Result<Verdicts> {
    let problems = problems(stage);
    run(connection, classification(stage, &problems)).await?;
    let table = stage.verdicts();
    if stage.target.identity == Identity::SourceKey {
        find_moved(connection, stage).await?;
    }
    run(connection, format!("analyze {table}")).await?;
    let mut verdicts = Verdicts::default();
    for row in statement(format!("select verdict, count(*) as n from {table} group by verdict"))
        .fetch_all(&mut *connection)
        .await?
    {
        let (verdict, n): (String, i64) = (row.try_get("verdict")?, row.try_get("n")?);
        match verdict.as_str() {
            "CREATE" => verdicts.created += n,
            "UPDATE" => verdicts.updated += n,
            "UNCHANGED" => verdicts.unchanged += n,
            _ => verdicts.refused += n,
        }
    }
    if verdicts.refused > 0 {
        refuse(connection, stage, &problems).await?;
    }
    Ok(verdicts)
}

fn classification(stage: &Stage, problems: &[Problem]) -> String {
    let target = stage.target;
    let client = client_id(stage);
    let key: Vec<String> = target.primary_key().iter().map(|c| format!(", t.{} as t_{c}", name(c))).collect();
    let references: Vec<String> =
        stage.reference_columns().map(|(field, _)| format!(", r_{field}.id as r_{field}")).collect();
    let refusals: Vec<String> =
        problems.iter().enumerate().map(|(i, p)| format!("when {} then 'REFUSED {i}'\n", p.when)).collect();
    let client_column = if target.of_client() { format!(", {client} as client_id") } else { String::new() };
    let first_key = target.primary_key()[0];
    let mut joins = String::new();
    if target.of_client() && stage.has("client") {
        joins.push_str("left join client c on c.external_id = s.client\n");
    }
    for reference in target.references.iter().filter(|r| stage.has(r.field)) {
        joins.push_str(&reference_join(reference));
    }
    let on = match target.identity {
        Identity::Client => "t.external_id = s.row_key".to_owned(),
        Identity::ExternalId(None) => format!("t.client_id = {client} and t.external_id = s.row_key"),
        Identity::ExternalId(Some(c)) => {
            format!("t.client_id = {client} and t.external_id = s.row_key and t.{c} = s.{c}")
        }
        Identity::Columns(columns) => {
            let columns: Vec<String> = columns.iter().map(|c| format!(" and t.{0} = s.{0}", name(c))).collect();
            format!("t.client_id = {client}{}", columns.concat())
        }
        Identity::Feature => "t.feature_key = s.feature_key".to_owned(),
        Identity::SourceKey => format!(
            "t.client_id = {client} and t.date = s.date and t.feature_key = s.feature_key and t.source_key = s.row_key"
        ),
    };
    // The hash is quick and tells that the source did not change; where it differs the values decide, since two
    // files may fill different fields of one row.
    let mut pairs: Vec<(String, String)> =
        stage.value_fields().map(|f| (format!("t.{}", name(f)), format!("s.{}", name(f)))).collect();
    pairs.extend(stage.reference_columns().map(|(field, column)| (format!("t.{column}"), format!("r_{field}.id"))));
    let (theirs, ours): (Vec<String>, Vec<String>) = pairs.into_iter().unzip();
    let hash = if target.identity == Identity::Feature { "null::bytea" } else { "t.content_hash" };
    format!(
        "create temp table {verdicts} on commit drop as
         select s.line, s.row_key{client_column}{key}{references},
           case {refusals}
             when t.{first_key} is null then 'CREATE'
             when {hash} = s.content_hash then 'UNCHANGED'
             when row({theirs}) is not distinct from row({ours}) then 'UNCHANGED'
             else 'UPDATE'
           end as verdict
         from {rows} s
         {joins}
         left join {table} t on {on}",
        verdicts = stage.verdicts(),
        key = key.concat(),
        references = references.concat(),
        refusals = refusals.concat(),
        theirs = theirs.join(", "),
        ours = ours.join(", "),
        rows = stage.rows(),
        table = target.table,
    )
}

/// Finds what a field refers to. External ids are unique within a client only; those of an import are unique overall.
fn reference_join(reference: &Reference) -> String {
    let field = reference.field;
    match reference.table {
        "staff" => format!("left join staff r_{field} on r_{field}.email = lower(s.{field})\n"),
        "client_contact" => format!(
            "left join client_contact r_{field} on r_{field}.client_id = c.id and r_{field}.external_id = s.{field}\n"
        ),
        table => format!(
            "left join (
               select distinct on (external_id) external_id, id, client_id from {table}
               where external_id is not null order by external_id, client_id
             ) r_{field} on r_{field}.external_id = s.{field}\n"
        ),
    }
}

/// Rows whose source corrected their day or feature, and rows that were once alone under an id which now has several:
/// they are there already, under another key. The keyed rows of the clients concerned are gathered first: looking each
/// new row up in each partition takes longer.
async fn find_moved(connection: &mut PgConnection, stage: &Stage) -> Result<()> {
    let (rows, verdicts) = (stage.rows(), stage.verdicts());
    let keyed = format!(
        "keyed as materialized (
           select client_id, date, feature_key, source_key, content_hash from feature_usage_daily
           where source_key <> ''
             and client_id = any(array(select distinct client_id from {verdicts} where verdict = 'CREATE'))
         )"
    );
    run(
        connection,
        format!(
            "with {keyed}
             update {verdicts} v
             set verdict = case when t.content_hash = s.content_hash then 'UNCHANGED' else 'UPDATE' end,
               t_client_id = t.client_id, t_date = t.date, t_feature_key = t.feature_key, t_source_key = t.source_key
             from {rows} s, keyed t
             where v.verdict = 'CREATE' and s.line = v.line and s.row_key not like '#%'
               and t.client_id = v.client_id and t.source_key = s.row_key"
        ),
    )
    .await?;
    if stage.has("external_id") {
        run(
            connection,
            format!(
                "with {keyed}
                 update {verdicts} v set verdict = 'UNCHANGED'
                 from {rows} s, keyed t
                 where v.verdict = 'CREATE' and s.line = v.line and s.row_key <> s.external_id
                   and t.client_id = v.client_id and t.source_key = s.external_id
                   and t.content_hash = s.content_hash"
            ),
        )
        .await?;
    }
    Ok(())
}

async fn refuse(connection: &mut PgConnection, stage: &Stage, problems: &[Problem]) -> Result<()> {
    for (i, problem) in problems.iter().enumerate() {
        let column = stage.file_column(problem.field).unwrap_or(problem.field).to_owned();
        statement(format!(
            "insert into import_refusal (file, entity, line, column_name, value, code, reason, fix)
             select $1, $2, s.line, $3, {}, $4, $5, $6
             from {} v join {} s on s.line = v.line
             where v.verdict = 'REFUSED {i}'",
            problem.value,
            stage.verdicts(),
            stage.rows(),
        ))
        .bind(stage.file.clone())
        .bind(stage.target.entity)
        .bind(column)
        .bind(problem.code)
        .bind(problem.reason)
        .bind(problem.fix)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
