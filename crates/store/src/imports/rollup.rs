use chrono::NaiveDate;
use domain::ImportBatchId;
use sqlx::{PgConnection, Row as _};

use super::{
    apply::log_prior_days,
    dynamic::{run, statement},
    stage::Stage,
};
use crate::Result;

/// Rows that are kept as sums only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SummedUp {
    /// How many.
    pub rows: i64,
    /// Of these, how many changed nothing.
    pub unchanged: i64,
}

/// Sums staged user rows, and those stored already, into the days of their clients: users of 1, 7 and 30 days,
/// sessions, actions, logins by hour. Days before `users_from` come from the staged rows alone; they are not kept per
/// user. Without `write` it only looks.
pub async fn roll_up_users(
    connection: &mut PgConnection,
    stage: &Stage,
    batch: ImportBatchId,
    users_from: Option<NaiveDate>,
    write: bool,
) -> Result<SummedUp> {
    gather(connection, stage, users_from).await?;
    sum_days(connection).await?;
    let row = statement(format!(
        "select count(*) as rows, count(*) filter (where not d.changed) as unchanged
         from {} v join {} s on s.line = v.line
         join import_day d on d.client_id = v.client_id and d.date = s.date
         where v.verdict not like 'REFUSED%' and s.date < $1",
        stage.verdicts(),
        stage.rows()
    ))
    .bind(users_from)
    .fetch_one(&mut *connection)
    .await?;
    let summed = SummedUp { rows: row.try_get("rows")?, unchanged: row.try_get("unchanged")? };
    if write {
        log_prior_days(connection, batch).await?;
        write_days(connection, batch).await?;
    }
    for table in ["import_user_day", "import_day"] {
        run(connection, format!("drop table {table}")).await?;
    }
    Ok(summed)
}

async fn write_days(connection: &mut PgConnection, batch: ImportBatchId) -> Result<()> {
    sqlx::query(
        "update client_usage_metric t
         set daily_active_users = d.daily_active_users, weekly_active_users = d.weekly_active_users,
           monthly_active_users = d.monthly_active_users, total_users = d.total_users, new_users = d.new_users,
           total_sessions = d.total_sessions, session_seconds = d.session_seconds, total_actions = d.total_actions,
           total_logins = d.total_logins, logins_by_hour = d.logins_by_hour, import_batch_id = $1, content_hash = null
         from import_day d
         where d.changed and not d.is_new and t.client_id = d.client_id and t.date = d.date",
    )
    .bind(batch.0)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "insert into client_usage_metric (client_id, date, daily_active_users, weekly_active_users,
           monthly_active_users, total_users, new_users, total_sessions, session_seconds, total_actions, total_logins,
           logins_by_hour, import_batch_id)
         select client_id, date, daily_active_users, weekly_active_users, monthly_active_users, total_users, new_users,
           total_sessions, session_seconds, total_actions, total_logins, logins_by_hour, $1
         from import_day where is_new",
    )
    .bind(batch.0)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// Every known day of every user of the clients staged.
async fn gather(connection: &mut PgConnection, stage: &Stage, users_from: Option<NaiveDate>) -> Result<()> {
    let field = |name: &str, otherwise: &str| {
        if stage.has(name) { format!("s.{name}") } else { otherwise.to_owned() }
    };
    let older = match users_from {
        Some(day) => format!(
            "union all
             select v.client_id, s.date, s.user_id, {}, {}, {}, {}, {}
             from {} v join {} s on s.line = v.line
             where v.verdict not like 'REFUSED%' and s.date < '{day}'::date",
            field("sessions", "0"),
            field("session_seconds", "0"),
            field("actions", "0"),
            field("logins", "0"),
            field("login_hours", "null::smallint[]"),
            stage.verdicts(),
            stage.rows()
        ),
        None => String::new(),
    };
    run(
        connection,
        format!(
            "create temp table import_user_day on commit drop as
             select t.client_id, t.date, t.user_id, t.sessions::bigint as sessions, t.session_seconds::bigint as session_seconds,
               t.actions::bigint as actions, t.logins::bigint as logins, t.login_hours
             from usage_user_daily t
             where t.client_id in (select client_id from {} where verdict not like 'REFUSED%')
             {older}",
            stage.verdicts()
        ),
    )
    .await?;
    run(connection, "analyze import_user_day".to_owned()).await?;
    Ok(())
}

/// Users of 7 and 30 days without looking at each window: a day of activity counts until 7 or 30 days later or until
/// the user's next active day, whichever comes first, so that everyone counts once.
async fn sum_days(connection: &mut PgConnection) -> Result<()> {
    sqlx::query(
        "create temp table import_day on commit drop as
         with active as (
           select client_id, user_id, date, lead(date) over (partition by client_id, user_id order by date) as next
           from import_user_day where actions > 0
         ),
         change as (
           select client_id, date, 1 as week, 1 as month, 0 as newcomer from active
           union all select client_id, least(date + 7, next), -1, 0, 0 from active
           union all select client_id, least(date + 30, next), 0, -1, 0 from active
           union all select client_id, min(date), 0, 0, 1 from import_user_day group by client_id, user_id
           union all select distinct client_id, date, 0, 0, 0 from import_user_day
         ),
         standing as (
           select client_id, date, sum(sum(week)) over w as weekly, sum(sum(month)) over w as monthly,
             sum(sum(newcomer)) over w as users, sum(newcomer) as newcomers
           from change group by client_id, date window w as (partition by client_id order by date)
         ),
         hour as (
           select client_id, date, array_agg(n::smallint order by h) as logins_by_hour
           from (
             select u.client_id, u.date, x.h, least(sum(x.n), 32767) as n
             from import_user_day u, unnest(u.login_hours) with ordinality as x(n, h)
             group by u.client_id, u.date, x.h
           ) g group by client_id, date
         ),
         day as (
           select client_id, date, count(*) filter (where actions > 0)::integer as daily_active_users,
             sum(sessions)::integer as total_sessions, sum(session_seconds)::bigint as session_seconds,
             sum(actions)::integer as total_actions, sum(logins)::integer as total_logins
           from import_user_day group by client_id, date
         )
         select d.client_id, d.date, d.daily_active_users, s.weekly::integer as weekly_active_users,
           s.monthly::integer as monthly_active_users, s.users::integer as total_users, s.newcomers::integer as new_users,
           d.total_sessions, d.session_seconds, d.total_actions, d.total_logins, h.logins_by_hour,
           t.client_id is null as is_new,
           (t.daily_active_users, t.weekly_active_users, t.monthly_active_users, t.total_users, t.new_users, t.total_sessions,
             t.session_seconds, t.total_actions, t.total_logins, t.logins_by_hour)
             is distinct from (d.daily_active_users, s.weekly::integer, s.monthly::integer, s.users::integer,
             s.newcomers::integer, d.total_sessions, d.session_seconds, d.total_actions, d.total_logins, h.logins_by_hour)
             as changed
         from day d
         join standing s using (client_id, date)
         left join hour h using (client_id, date)
         left join client_usage_metric t on t.client_id = d.client_id and t.date = d.date",
    )
    .execute(connection)
    .await?;
    Ok(())
}
