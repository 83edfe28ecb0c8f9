use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Brings the history of tier, segment and owners up to what the clients' rows say: a first row from the start of the
/// contract, and a new one from `as_of` where something changed.
pub async fn sync_contracts(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<()> {
    sync_dimensions(connection, clients, as_of).await?;
    sync_owners(connection, clients, as_of).await
}

async fn sync_dimensions(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<()> {
    // What changed on the very day, or on a day still to come, is corrected in place.
    sqlx::query!(
        "update contract_history h
         set tier = c.contract_tier, segment = c.segment, industry = c.industry,
           size_segment = coalesce(c.size_segment_override, c.size_segment)
         from client c
         where c.id = any($1) and h.client_id = c.id and h.valid_to is null and h.valid_from >= $2",
        clients,
        as_of
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "update contract_history h
         set valid_to = $2
         from client c
         where c.id = any($1) and h.client_id = c.id and h.valid_to is null and h.valid_from < $2
           and (h.tier, h.segment, h.industry) is distinct from (c.contract_tier, c.segment, c.industry)",
        clients,
        as_of
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "insert into contract_history (client_id, valid_from, tier, segment, size_segment, industry)
         select c.id, case when h.known then $2::date else c.contract_start_date end, c.contract_tier, c.segment,
           coalesce(c.size_segment_override, c.size_segment), c.industry
         from client c,
           lateral (select count(*) > 0 as known, count(*) filter (where valid_to is null) as open
                    from contract_history where client_id = c.id) h
         where c.id = any($1) and h.open = 0
         on conflict on constraint contract_history_pkey do nothing",
        clients,
        as_of
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn sync_owners(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<()> {
    sqlx::query!(
        "delete from csm_assignment a using client c
         where c.id = any($1) and a.client_id = c.id and a.valid_to is null and a.valid_from >= $2
           and a.user_id is distinct from case a.role when 'CSM' then c.csm_user_id else c.ae_user_id end",
        clients,
        as_of
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "update csm_assignment a
         set valid_to = $2
         from client c
         where c.id = any($1) and a.client_id = c.id and a.valid_to is null
           and a.user_id is distinct from case a.role when 'CSM' then c.csm_user_id else c.ae_user_id end",
        clients,
        as_of
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "insert into csm_assignment (client_id, role, valid_from, user_id)
         select c.id, o.role,
           case when exists (select from csm_assignment a where a.client_id = c.id and a.role = o.role) then $2::date
             else least(c.contract_start_date, $2::date) end,
           o.user_id
         from client c, lateral (values ('CSM', c.csm_user_id), ('AE', c.ae_user_id)) as o(role, user_id)
         where c.id = any($1) and o.user_id is not null
           and not exists (select from csm_assignment a where a.client_id = c.id and a.role = o.role and a.valid_to is null)
         on conflict on constraint csm_assignment_pkey do nothing",
        clients,
        as_of
    )
    .execute(connection)
    .await?;
    Ok(())
}
