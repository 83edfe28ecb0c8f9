use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Brings the days of clients from one day to another up to what the rows of their users add up to, and returns the
/// clients whose days changed. A day is behind when its sums differ; from the first such day on everything is summed
/// up again, for a user who was there late counts in the seven and thirty days after, too. Days that a source delivered
/// as sums (`content_hash`) are its own word and stay, and so does a busy day no user's row speaks of. Writes nothing
/// the second time.
///
/// Of the month before, only the last active day of each user matters, so nobody's month is sorted.
pub async fn restate_days(
    connection: &mut PgConnection,
    from: NaiveDate,
    to: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>> {
    let changed = sqlx::query_scalar!(
        r#"with day as materialized (
             select client_id, date, count(*) filter (where actions > 0)::integer as active,
               sum(sessions)::integer as sessions, sum(session_seconds)::bigint as seconds,
               sum(actions)::integer as actions, sum(logins)::integer as logins
             from usage_user_daily where date between $1 and $2
             group by client_id, date
           ),
           late as materialized (
             select d.client_id, min(d.date) as since
             from day d
             left join client_usage_metric m
               on m.client_id = d.client_id and m.date = d.date and m.date between $1 and $2
             where m.content_hash is null
               and (m.daily_active_users, m.total_sessions, m.session_seconds, m.total_actions, m.total_logins)
                 is distinct from (d.active, d.sessions, d.seconds, d.actions, d.logins)
             group by d.client_id
           ),
           before as materialized (
             select u.client_id, u.user_id, max(u.date) filter (where u.actions > 0) as date
             from late l join usage_user_daily u on u.client_id = l.client_id and u.date between l.since - 29 and l.since - 1
             where u.date between $1::date - 29 and $2
             group by u.client_id, u.user_id
           ),
           since as materialized (
             select u.client_id, u.user_id, u.date, u.actions, u.login_hours
             from late l join usage_user_daily u on u.client_id = l.client_id and u.date >= l.since
             where u.date between $1 and $2
           ),
           seen as (
             select client_id, user_id, date from before where date is not null
             union all
             select client_id, user_id, date from since where actions > 0
           ),
           target as (
             select l.client_id, g.day::date as date
             from late l cross join generate_series(l.since::timestamp, $2::date::timestamp, interval '1 day') as g(day)
           ),
           standing as (
             select t.client_id, t.date, count(distinct s.user_id)::integer as monthly,
               count(distinct s.user_id) filter (where s.date > t.date - 7)::integer as weekly
             from target t join seen s on s.client_id = t.client_id and s.date between t.date - 29 and t.date
             group by t.client_id, t.date
           ),
           hour as (
             select client_id, date, array_agg(n::smallint order by h) as logins_by_hour
             from (
               select s.client_id, s.date, x.h, least(sum(x.n), 32767) as n
               from since s cross join unnest(s.login_hours) with ordinality as x(n, h)
               group by s.client_id, s.date, x.h
             ) g
             group by client_id, date
           ),
           first_day as (
             select n.client_id, n.date, count(*)::integer as users
             from (
               select s.client_id, s.user_id, min(s.date) as date
               from since s left join before b on b.client_id = s.client_id and b.user_id = s.user_id
               where b.client_id is null
               group by s.client_id, s.user_id
             ) n
             join late l on l.client_id = n.client_id
             left join lateral (
               select true as was_there from usage_user_daily e
               where e.client_id = n.client_id and e.user_id = n.user_id and e.date < l.since - 29
               limit 1
             ) e on true
             where e.was_there is null
             group by n.client_id, n.date
           ),
           users as (
             select t.client_id, t.date, coalesce(f.users, 0) as newcomers,
               coalesce(p.total_users, 0) + sum(coalesce(f.users, 0)) over (partition by t.client_id order by t.date) as total
             from target t
             join late l on l.client_id = t.client_id
             left join first_day f on f.client_id = t.client_id and f.date = t.date
             left join lateral (
               select m.total_users from client_usage_metric m
               where m.client_id = t.client_id and m.date < l.since
               order by m.date desc limit 1
             ) p on true
           ),
           written as (
             insert into client_usage_metric as m (client_id, date, daily_active_users, weekly_active_users,
               monthly_active_users, total_users, new_users, total_sessions, session_seconds, total_actions, total_logins,
               logins_by_hour, computed_at)
             select t.client_id, t.date, coalesce(d.active, 0), coalesce(s.weekly, 0), coalesce(s.monthly, 0),
               u.total::integer, u.newcomers, coalesce(d.sessions, 0), coalesce(d.seconds, 0), coalesce(d.actions, 0),
               coalesce(d.logins, 0), h.logins_by_hour, $3
             from target t
             join users u on u.client_id = t.client_id and u.date = t.date
             left join day d on d.client_id = t.client_id and d.date = t.date
             left join standing s on s.client_id = t.client_id and s.date = t.date
             left join hour h on h.client_id = t.client_id and h.date = t.date
             left join client_usage_metric k
               on k.client_id = t.client_id and k.date = t.date and k.date between $1 and $2
             where k.content_hash is null and (d.client_id is not null or k.daily_active_users = 0)
             on conflict on constraint client_usage_metric_pkey do update
             set daily_active_users = excluded.daily_active_users, weekly_active_users = excluded.weekly_active_users,
               monthly_active_users = excluded.monthly_active_users, total_users = excluded.total_users,
               new_users = excluded.new_users, total_sessions = excluded.total_sessions,
               session_seconds = excluded.session_seconds, total_actions = excluded.total_actions,
               total_logins = excluded.total_logins, logins_by_hour = excluded.logins_by_hour,
               computed_at = excluded.computed_at
             returning m.client_id
           )
           select distinct client_id as "client_id!" from written order by 1"#,
        from,
        to,
        now
    )
    .fetch_all(connection)
    .await?;
    Ok(changed)
}

/// Clients computed for a day whose features were used otherwise than their adoption says: uses came late.
pub async fn adoption_behind(connection: &mut PgConnection, as_of: NaiveDate) -> Result<Vec<Uuid>> {
    let clients = sqlx::query_scalar!(
        "select distinct a.client_id
         from client_feature_adoption a
         join client c on c.id = a.client_id and c.health_as_of = $1
         left join (
           select client_id, feature_key, sum(count) as uses
           from feature_usage_daily where date between $1::date - 29 and $1
           group by client_id, feature_key
         ) u on u.client_id = a.client_id and u.feature_key = a.feature_key
         where a.usage_30_days <> coalesce(u.uses, 0)
         order by a.client_id",
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(clients)
}
