use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::Result;

/// Gives the alerts that were just raised about demo clients a past: each is dated to the day on which its rule began to
/// hold, where its figures tell, and some of the older ones are answered by whose client it is. The same every time.
pub async fn give_alerts_a_past(connection: &mut PgConnection, raised_at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "with raised as (
           select a.client_id, a.id, ('x' || substr(md5(c.external_id || a.dedupe_key), 1, 6))::bit(24)::integer as chance,
             least(greatest(case
               when a.trigger_metric in ('days_since_login', 'days_since_contact', 'days_past_due', 'days_late', 'days_since_feature_use')
                 then a.trigger_value::integer - a.trigger_threshold::integer
               when a.alert_type = 'RENEWAL_APPROACHING' then a.trigger_threshold::integer - a.trigger_value::integer
               when a.alert_type = 'RENEWAL_OVERDUE' then -1 - a.trigger_value::integer
               else 0 end, 0), 60) as days
           from client_alert a join client c on c.id = a.client_id
           where c.is_demo and a.created_at = $1
         )
         update client_alert a set
           created_at = $1 - r.days * interval '1 day' - (r.chance % 300) * interval '1 minute',
           notified_at = $1 - r.days * interval '1 day' - (r.chance % 300) * interval '1 minute'
         from raised r
         where a.client_id = r.client_id and a.id = r.id",
        raised_at
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "with answered as (
           select a.client_id, a.id, c.csm_user_id, ('x' || substr(md5(a.dedupe_key || c.external_id), 1, 6))::bit(24)::integer as chance
           from client_alert a join client c on c.id = a.client_id
           where c.is_demo and a.status = 'NEW' and a.last_seen_at = $1 and a.created_at < $1 - interval '2 days'
             and c.csm_user_id is not null
         )
         update client_alert a set
           status = case when r.chance % 10 = 9 then 'SNOOZED' else 'ACKNOWLEDGED' end,
           acknowledged_at = a.created_at + (40 + r.chance % 2000) * interval '1 minute',
           acknowledged_by_id = r.csm_user_id,
           snoozed_until = case when r.chance % 10 = 9 then $1 + (1 + r.chance % 6) * interval '1 day' end,
           version = a.version + 1
         from answered r
         where a.client_id = r.client_id and a.id = r.id and r.chance % 10 >= 5",
        raised_at
    )
    .execute(connection)
    .await?;
    Ok(())
}
