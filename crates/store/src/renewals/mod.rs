//! What is up for renewal, summed by due date.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Active clients due on one day, summed.
#[derive(Debug)]
pub struct DueRow {
    pub due: Option<NaiveDate>,
    pub renewal_status: String,
    pub clients: i64,
    pub without_arr: i64,
    pub arr: Decimal,
    pub at_risk: i64,
    pub arr_at_risk: Decimal,
    pub computed_at: Option<DateTime<Utc>>,
}

/// Sums the active clients within scope by the day their renewal is due; those without one have none.
pub async fn by_due_date(connection: &mut PgConnection, scope: &Scope) -> Result<Vec<DueRow>> {
    let rows = sqlx::query_as!(
        DueRow,
        r#"select renewal_due_date as due, renewal_status, count(*) as "clients!",
             count(*) filter (where annual_recurring_revenue is null) as "without_arr!",
             coalesce(sum(annual_recurring_revenue), 0) as "arr!",
             count(*) filter (where at_risk_reasons <> '{}') as "at_risk!",
             coalesce(sum(annual_recurring_revenue) filter (where at_risk_reasons <> '{}'), 0) as "arr_at_risk!",
             max(computed_at) as computed_at
           from client
           where is_active
             and ($1::uuid is null or csm_user_id = $1)
             and ($2::uuid is null or ae_user_id = $2)
           group by renewal_due_date, renewal_status"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Active clients of one owner due on one day, summed.
#[derive(Debug)]
pub struct OwnedRow {
    pub csm_user_id: Option<Uuid>,
    pub csm_name: Option<String>,
    pub due: NaiveDate,
    pub clients: i64,
    pub without_arr: i64,
    pub arr: Decimal,
    pub at_risk: i64,
    pub arr_at_risk: Decimal,
}

/// Sums the active clients within scope whose renewal is due up to a day by owner and due date.
pub async fn by_csm(connection: &mut PgConnection, scope: &Scope, until: NaiveDate) -> Result<Vec<OwnedRow>> {
    let rows = sqlx::query_as!(
        OwnedRow,
        r#"select g.csm_user_id, s.first_name || ' ' || s.last_name as csm_name, g.due as "due!", g.clients as "clients!",
             g.without_arr as "without_arr!", g.arr as "arr!", g.at_risk as "at_risk!", g.arr_at_risk as "arr_at_risk!"
           from (
             select csm_user_id, renewal_due_date as due, count(*) as clients,
               count(*) filter (where annual_recurring_revenue is null) as without_arr,
               coalesce(sum(annual_recurring_revenue), 0) as arr,
               count(*) filter (where at_risk_reasons <> '{}') as at_risk,
               coalesce(sum(annual_recurring_revenue) filter (where at_risk_reasons <> '{}'), 0) as arr_at_risk
             from client
             where is_active and renewal_due_date <= $3
               and ($1::uuid is null or csm_user_id = $1)
               and ($2::uuid is null or ae_user_id = $2)
             group by csm_user_id, renewal_due_date
           ) g
           left join staff s on s.id = g.csm_user_id"#,
        scope.csm(),
        scope.account_executive(),
        until
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
