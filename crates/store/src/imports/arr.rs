use domain::ImportBatchId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// Writes the ARR that subscriptions of these clients amount to, day by day where it changes (metrics.md §7.1): the
/// sum over subscriptions of quantity × unit amount × (1 − recurring discount) × periods a year. Subscriptions count
/// from their first paid day to their end; trials, unpaid and paused ones do not count. Subscriptions in another
/// currency than the client's are left out, which the import reports.
pub async fn recompute_billing_arr(
    connection: &mut PgConnection,
    clients: &[Uuid],
    batch: Option<ImportBatchId>,
) -> Result<()> {
    sqlx::query!("delete from client_arr_history where client_id = any($1) and source = 'BILLING'", clients)
        .execute(&mut *connection)
        .await?;
    sqlx::query!(
        "with line as (
           select u.client_id, u.currency,
             coalesce(u.first_paid_at, greatest(u.started_at, u.trial_end)) as starts_on,
             coalesce(u.ended_at, case when u.status = 'canceled' then coalesce(u.cancel_at, u.canceled_at) end) as ends_on,
             u.discount_ends_at, u.discount_pct,
             u.quantity * u.unit_amount
               * case u.interval when 'day' then 365 when 'week' then 52 when 'month' then 12 when 'quarter' then 4 else 1 end
               / u.interval_count as full_arr
           from subscription u join client c on c.id = u.client_id and c.currency = u.currency
           where u.client_id = any($1)
             and (u.status in ('active', 'past_due') or (u.status = 'canceled'
               and coalesce(u.ended_at, u.cancel_at, u.canceled_at) is not null))
         ),
         change as (
           select client_id, starts_on as day, full_arr * (1 - discount_pct / 100) as arr from line
           where ends_on is null or ends_on > starts_on
           union all
           select client_id, ends_on, -full_arr * (case when discount_ends_at <= ends_on then 1 else 1 - discount_pct / 100 end)
           from line where ends_on > starts_on
           union all
           select client_id, greatest(discount_ends_at, starts_on), full_arr * discount_pct / 100 from line
           where discount_pct > 0 and discount_ends_at is not null and (ends_on is null or discount_ends_at <= ends_on)
             and (ends_on is null or ends_on > starts_on)
           union all
           select client_id, min(started_at), 0 from subscription where client_id = any($1) group by client_id
         ),
         step as (
           select client_id, day, sum(sum(arr)) over (partition by client_id order by day) as arr
           from change group by client_id, day
         ),
         moved as (
           select client_id, day, arr, lag(arr) over (partition by client_id order by day) as before from step
         )
         insert into client_arr_history (client_id, valid_from, arr_native, currency, source, import_batch_id)
         select m.client_id, m.day, greatest(m.arr, 0), c.currency, 'BILLING', $2
         from moved m join client c on c.id = m.client_id
         where m.before is null or m.before <> m.arr
         on conflict on constraint client_arr_history_pkey do update
         set arr_native = excluded.arr_native, currency = excluded.currency, source = excluded.source,
           import_batch_id = excluded.import_batch_id, content_hash = null",
        clients,
        batch.map(|batch| batch.0)
    )
    .execute(&mut *connection)
    .await?;
    // A client whose subscriptions we know is billed by them, unless someone said otherwise.
    sqlx::query!(
        "update client c
         set arr_source = case when u.known then 'BILLING' else 'MANUAL' end
         from unnest($1::uuid[]) as k(id),
           lateral (select exists (select from subscription where client_id = k.id) as known) u
         where c.id = k.id and ((u.known and c.arr_source = 'MANUAL') or (not u.known and c.arr_source = 'BILLING'))",
        clients
    )
    .execute(connection)
    .await?;
    Ok(())
}
