use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Sums the thirty days up to `as_of` of each of these clients into the one row comparisons read. Days before go-live,
/// or before the source spoke for the client, are unknown rather than zero. A client without any of them has no row.
pub async fn write_standings(
    connection: &mut PgConnection,
    clients: &[Uuid],
    as_of: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "with feed as (
           select least((connected_at at time zone 'UTC')::date, covers_from) as since from data_feed where feed = 'USAGE'
         ),
         month as (
           select client_id, sum(daily_active_users)::integer as dau_sum,
             coalesce(max(weekly_active_users) filter (where date = $2::date),
               max(daily_active_users) filter (where date > $2::date - 7), 0) as weekly,
             coalesce(max(monthly_active_users) filter (where date = $2::date), max(daily_active_users), 0) as monthly,
             sum(total_sessions) as sessions, sum(session_seconds) as seconds, sum(total_actions) as actions,
             min(date) as first_day
           from client_usage_metric
           where client_id = any($1) and date between $2::date - 29 and $2::date
           group by client_id
         )
         insert into client_usage_standing (client_id, as_of, contract_tier, is_peer, days, dau_sum, weekly_active_users,
           monthly_active_users, sessions, session_seconds, actions, licensed_user_count, computed_at)
         select c.id, $2::date, c.contract_tier,
           c.is_active and coalesce(c.go_live_date, c.contract_start_date) <= $2::date - 90,
           $2::date - greatest($2::date - 29, coalesce(c.go_live_date, c.contract_start_date),
             least(feed.since, m.first_day)) + 1,
           m.dau_sum, m.weekly, m.monthly, m.sessions, m.seconds, m.actions, c.licensed_user_count, $3
         from month m join client c on c.id = m.client_id cross join feed
         where coalesce(c.go_live_date, c.contract_start_date) <= $2::date
         on conflict on constraint client_usage_standing_pkey do update
         set as_of = excluded.as_of, contract_tier = excluded.contract_tier, is_peer = excluded.is_peer,
           days = excluded.days, dau_sum = excluded.dau_sum, weekly_active_users = excluded.weekly_active_users,
           monthly_active_users = excluded.monthly_active_users, sessions = excluded.sessions,
           session_seconds = excluded.session_seconds, actions = excluded.actions,
           licensed_user_count = excluded.licensed_user_count, computed_at = excluded.computed_at",
        clients,
        as_of,
        now
    )
    .execute(&mut *connection)
    .await?;
    // Who left, or has no usage any more, is nobody's peer.
    sqlx::query!("delete from client_usage_standing where client_id = any($1) and as_of <> $2", clients, as_of)
        .execute(connection)
        .await?;
    Ok(())
}

/// One client of a tier, without a name.
#[derive(Debug)]
pub struct PeerRow {
    pub days: i16,
    pub dau_sum: i32,
    pub weekly_active_users: i32,
    pub monthly_active_users: i32,
}

/// The other clients of a tier, live for ninety days or more (metrics.md §13). Over everyone, for they name nobody.
pub async fn tier_peers(connection: &mut PgConnection, subject: Uuid, tier: &str) -> Result<Vec<PeerRow>> {
    let rows = sqlx::query_as!(
        PeerRow,
        "select days, dau_sum, weekly_active_users, monthly_active_users
         from client_usage_standing
         where contract_tier = $2 and is_peer and client_id <> $1",
        subject,
        tier
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Clients with as many known days, summed up.
#[derive(Debug)]
pub struct PeerSumsRow {
    pub days: i16,
    pub clients: i64,
    pub dau_sum: i64,
    pub weekly_active_users: i64,
    pub monthly_active_users: i64,
    pub sessions: i64,
    pub session_seconds: i64,
    pub actions: i64,
    /// Monthly users, actions and seats of the clients whose seats are known.
    pub seated_monthly_active_users: i64,
    pub seated_actions: i64,
    pub seats: i64,
}

/// The other clients of a tier, or of all tiers, summed up. Over everyone, for a sum names nobody.
pub async fn peer_sums(connection: &mut PgConnection, subject: Uuid, tier: Option<&str>) -> Result<Vec<PeerSumsRow>> {
    let rows = sqlx::query_as!(
        PeerSumsRow,
        r#"select days, count(*) as "clients!", sum(dau_sum) as "dau_sum!",
             sum(weekly_active_users) as "weekly_active_users!", sum(monthly_active_users) as "monthly_active_users!",
             sum(sessions)::bigint as "sessions!", sum(session_seconds)::bigint as "session_seconds!",
             sum(actions)::bigint as "actions!",
             coalesce(sum(monthly_active_users) filter (where licensed_user_count > 0), 0) as "seated_monthly_active_users!",
             coalesce(sum(actions) filter (where licensed_user_count > 0), 0)::bigint as "seated_actions!",
             coalesce(sum(licensed_user_count) filter (where licensed_user_count > 0), 0) as "seats!"
           from client_usage_standing
           where is_peer and client_id <> $1 and ($2::text is null or contract_tier = $2)
           group by days"#,
        subject,
        tier
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
