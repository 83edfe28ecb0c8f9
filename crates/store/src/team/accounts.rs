use chrono::NaiveDate;
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A client that could go to another manager, and what may keep it.
#[derive(Debug)]
pub struct AccountRow {
    pub id: Uuid,
    pub name: String,
    pub csm_user_id: Uuid,
    pub size_segment: String,
    pub arr: Option<Decimal>,
    pub health_score: Option<i16>,
    pub health_status: Option<String>,
    pub renewal_due_date: Option<NaiveDate>,
    pub is_renewing: bool,
    pub is_onboarding: bool,
    pub was_in_touch: bool,
    pub has_save_play: bool,
    pub was_reassigned: bool,
}

/// The active clients of these managers. A client was reassigned if it had another manager before, less than 180 days ago.
pub async fn accounts(
    connection: &mut PgConnection,
    scope: &Scope,
    managers: &[Uuid],
    today: NaiveDate,
) -> Result<Vec<AccountRow>> {
    let rows = sqlx::query_as!(
        AccountRow,
        r#"select c.id, c.name, c.csm_user_id as "csm_user_id!", c.size_segment,
             c.annual_recurring_revenue as arr, c.current_health_score as health_score,
             case when c.current_health_score is not null then c.health_status end as health_status,
             c.renewal_due_date,
             coalesce(c.renewal_due_date <= $2::date + 90, false) as "is_renewing!",
             coalesce(c.go_live_date > $2::date - 90, true) as "is_onboarding!",
             coalesce(c.last_csm_contact_at >= ($2::date - 30)::timestamp at time zone 'UTC', false) as "was_in_touch!",
             exists (select from save_play p where p.client_id = c.id and p.closed_at is null) as "has_save_play!",
             exists (
               select from csm_assignment a
               join csm_assignment b on b.client_id = a.client_id and b.role = a.role and b.valid_to = a.valid_from
               where a.client_id = c.id and a.role = 'CSM' and a.valid_to is null and a.valid_from > $2::date - 180
                 and b.user_id <> a.user_id
             ) as "was_reassigned!"
           from client c
           where c.is_active and c.csm_user_id = any($1)
             and ($3::uuid is null or c.csm_user_id = $3)
             and ($4::uuid is null or c.ae_user_id = $4)
           order by c.id"#,
        managers,
        today,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
