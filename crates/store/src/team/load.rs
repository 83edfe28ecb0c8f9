use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Clients of a manager, or of nobody, that are as much work as each other.
#[derive(Debug)]
pub struct LoadRow {
    pub csm_user_id: Option<Uuid>,
    pub size_segment: String,
    pub health_status: Option<String>,
    pub is_renewing: bool,
    pub is_onboarding: bool,
    pub clients: i64,
}

/// Counts the active clients of everyone by what makes them work (M127): a few rows for each manager, however many
/// clients there are.
pub async fn loads(connection: &mut PgConnection, today: NaiveDate) -> Result<Vec<LoadRow>> {
    let rows = sqlx::query_as!(
        LoadRow,
        r#"select csm_user_id, size_segment,
             case when current_health_score is not null and health_status in ('AT_RISK', 'CRITICAL') then health_status end
               as health_status,
             coalesce(renewal_due_date <= $1::date + 90, false) as "is_renewing!",
             coalesce(go_live_date > $1::date - 90, true) as "is_onboarding!", count(*) as "clients!"
           from client
           where is_active
           group by 1, 2, 3, 4, 5"#,
        today
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
