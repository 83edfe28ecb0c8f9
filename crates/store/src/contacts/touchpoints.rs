use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// An activity that may count as a touchpoint, with the contacts who took part.
#[derive(Debug)]
pub struct TouchpointRow {
    pub occurred_at: DateTime<Utc>,
    pub activity_type: String,
    pub has_outcome: bool,
    pub contacts: Vec<Uuid>,
}

/// Activities with a client within scope from `from` on, and the last touchpoint before that, however old; of those only
/// the ones a contact took part in, if one is named.
pub async fn touchpoints(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    contact: Option<Uuid>,
    from: NaiveDate,
) -> Result<Vec<TouchpointRow>> {
    let rows = sqlx::query_as!(
        TouchpointRow,
        r#"with visible as (
             select id from client
             where id = $1 and ($3::uuid is null or csm_user_id = $3) and ($4::uuid is null or ae_user_id = $4)
           )
           select t.occurred_at as "occurred_at!", t.activity_type as "activity_type!", t.has_outcome as "has_outcome!",
             t.client_contacts as "contacts!"
           from (
             select occurred_at, activity_type, outcome is not null as has_outcome, client_contacts
             from client_activity
             where client_id in (select id from visible) and occurred_at >= $2::date::timestamp at time zone 'UTC'
             union all
             (select occurred_at, activity_type, outcome is not null, client_contacts
              from client_activity
              where client_id in (select id from visible) and occurred_at < $2::date::timestamp at time zone 'UTC'
                and (activity_type in ('CALL', 'MEETING', 'QBR', 'TRAINING', 'ONBOARDING', 'EXECUTIVE_TOUCHPOINT')
                  or (activity_type = 'EMAIL' and outcome is not null))
              order by occurred_at desc
              limit 1)
           ) t
           where $5::uuid is null or $5 = any(t.client_contacts)"#,
        client,
        from,
        scope.csm(),
        scope.account_executive(),
        contact
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
