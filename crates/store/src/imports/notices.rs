use chrono::NaiveDate;
use sqlx::{PgConnection, Row as _};

use super::{dynamic::statement, stage::Stage};
use crate::{Result, partitions::PARTITIONED_TABLES};

/// Something worth knowing about rows that were accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// Kind.
    pub code: &'static str,
    /// Rows, or clients, concerned.
    pub rows: i64,
    /// An example.
    pub example: Option<String>,
}

/// What is odd about the accepted rows of a stage, as far as the database can tell.
pub async fn notices(
    connection: &mut PgConnection,
    stage: &Stage,
    as_of: NaiveDate,
    today: NaiveDate,
    keep_history: bool,
) -> Result<Vec<NoticeRow>> {
    let mut found = Vec::new();
    let joined = format!("{} v join {} s on s.line = v.line", stage.verdicts(), stage.rows());
    let mut ask = Vec::new();
    if let Some(happened) = stage.target.happened.filter(|column| stage.has(column)) {
        ask.push((
            "before-contract",
            format!(
                "select count(*) as rows, 'line ' || min(s.line) as example
                 from {joined} join client c on c.id = v.client_id
                 where v.verdict not like 'REFUSED%' and s.\"{happened}\" < c.contract_start_date"
            ),
        ));
    }
    if stage.target.entity == "churn_events" {
        ask.push((
            "churned-but-subscribed",
            format!(
                "select count(distinct v.client_id) as rows, min(c.external_id) as example
                 from {joined} join client c on c.id = v.client_id
                 where v.verdict not like 'REFUSED%' and c.lifecycle_status <> 'CHURNED'
                   and exists (select from subscription u where u.client_id = c.id and u.started_at <= $1
                     and (u.ended_at is null or u.ended_at > $1))"
            ),
        ));
    }
    if stage.target.entity == "subscriptions" {
        ask.push((
            "other-currency",
            "select count(*) as rows, min(u.external_id) as example
             from subscription u join client c on c.id = u.client_id
             where u.currency <> c.currency and u.client_id in (select client_id from import_affected)"
                .to_owned(),
        ));
    }
    if let Some((_, months)) = PARTITIONED_TABLES.iter().find(|(table, _)| *table == stage.target.table)
        && stage.target.partitioned_by == Some("date")
        && stage.target.table != "usage_user_daily"
        && !keep_history
    {
        let kept_from = today - chrono::Months::new(*months);
        ask.push((
            "beyond-retention",
            format!(
                "select count(*) as rows, min(s.date)::text as example from {joined}
                 where v.verdict not like 'REFUSED%'
                   and (date_trunc('month', s.date) + interval '1 month')::date <= '{kept_from}'::date"
            ),
        ));
    }
    for (code, sql) in ask {
        let row = statement(sql.replace("$1", &format!("'{as_of}'::date"))).fetch_one(&mut *connection).await?;
        let rows: i64 = row.try_get("rows")?;
        if rows > 0 {
            found.push(NoticeRow { code, rows, example: row.try_get("example")? });
        }
    }
    Ok(found)
}
