use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Writes what these clients are compared by, as of a day: after their scores, states and usage standings. Tickets are
/// those of thirty days, unknown while no source speaks of any.
pub async fn write_standings(
    connection: &mut PgConnection,
    clients: &[Uuid],
    as_of: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into client_benchmark_standing (client_id, as_of, is_peer, contract_tier, industry, employee_count,
           contract_start_date, health_score, profile, adoption_score, actions, licensed_user_count, tickets, computed_at)
         select c.id, $2::date, c.is_active and coalesce(c.go_live_date, c.contract_start_date) <= $2::date - 90,
           c.contract_tier, coalesce(c.industry, 'Other'), c.employee_count, c.contract_start_date,
           c.current_health_score, c.health_profile, (s.component_scores ->> 'adoption')::numeric(9, 6), u.actions,
           c.licensed_user_count,
           case when exists (select from data_feed where feed = 'SUPPORT') then
             (select count(*) from support_ticket t
              where t.client_id = c.id and t.created_at >= (($2::date - 29)::timestamp at time zone 'UTC')
                and t.created_at < (($2::date + 1)::timestamp at time zone 'UTC'))::integer end,
           $3
         from client c
         left join client_health_score s on s.client_id = c.id and s.date = $2
         left join client_usage_standing u on u.client_id = c.id
         where c.id = any($1)
         on conflict on constraint client_benchmark_standing_pkey do update
         set as_of = excluded.as_of, is_peer = excluded.is_peer, contract_tier = excluded.contract_tier,
           industry = excluded.industry, employee_count = excluded.employee_count,
           contract_start_date = excluded.contract_start_date, health_score = excluded.health_score,
           profile = excluded.profile, adoption_score = excluded.adoption_score, actions = excluded.actions,
           licensed_user_count = excluded.licensed_user_count, tickets = excluded.tickets,
           computed_at = excluded.computed_at",
        clients,
        as_of,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}
