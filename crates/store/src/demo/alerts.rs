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
         update client_alert a set created_at = d.at, notified_at = d.at
         from raised r
         -- At some time of the working day.
         cross join lateral (
           select least($1, date_trunc('day', $1, 'UTC') - r.days * interval '1 day' + (480 + r.chance % 540) * interval '1 minute') as at) d
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
    .execute(&mut *connection)
    .await?;
    tell_of_the_past(connection, raised_at).await
}

/// Whoever was told of these alerts was told when they were raised, read most of it, and got a mail where the first of
/// them is grave enough for one; the address of nobody is written to.
async fn tell_of_the_past(connection: &mut PgConnection, raised_at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "with told as (
           select n.recipient_id, n.id, min(a.created_at) as created_at,
             ('x' || substr(md5(c.external_id || n.recipient_id), 1, 6))::bit(24)::integer as chance
           from notification n
           join client c on c.id = n.client_id and c.is_demo
           join client_alert a on a.client_id = n.client_id and a.id = any(n.alert_ids)
           where n.created_at = $1
           group by n.recipient_id, n.id, c.external_id
         )
         update notification n set
           created_at = t.created_at,
           read_at = case when t.created_at < $1 - interval '2 days' or t.chance % 3 = 0
             then least(t.created_at + (10 + t.chance % 600) * interval '1 minute', $1) end
         from told t
         where n.recipient_id = t.recipient_id and n.id = t.id",
        raised_at
    )
    .execute(&mut *connection)
    .await?;
    // What would still leave the product is about days gone by.
    sqlx::query!(
        "delete from notification_delivery d using staff s
         where s.id = d.recipient_id and s.is_demo and d.created_at = $1 and d.state = 'PENDING'",
        raised_at
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "insert into notification_delivery
           (id, channel, kind, recipient_id, notification_ids, alert_ids, key, state, attempts, next_attempt_at, last_error,
            sent_at, created_at)
         select uuid_v7(), 'EMAIL', 'ALERTS', n.recipient_id, array[n.id], n.alert_ids, 'EMAIL|' || n.id,
           case when m.chance % 23 = 0 then 'GAVE_UP' else 'SENT' end,
           case when m.chance % 23 = 0 then 1 when m.chance % 7 = 0 then 2 else 1 end, n.created_at,
           case when m.chance % 23 = 0 then 'the mail server answered 550: no such mailbox' end,
           case when m.chance % 23 <> 0 then n.created_at + (2 + m.chance % 70) * interval '1 second' end, n.created_at
         from notification n
         join staff s on s.id = n.recipient_id and s.is_demo
         join client c on c.id = n.client_id and c.is_demo
         cross join lateral (
           select ('x' || substr(md5(n.recipient_id || c.external_id), 1, 6))::bit(24)::integer as chance) m
         where n.kind = 'ALERTS' and exists (
           select from client_alert a
           where a.client_id = n.client_id and a.id = any(n.alert_ids) and a.severity in ('HIGH', 'CRITICAL'))
         on conflict on constraint notification_delivery_key_key do nothing"
    )
    .execute(connection)
    .await?;
    Ok(())
}
