use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// The days a period begins and closes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The day before the first: what there was when the period began.
    pub opening: NaiveDate,
    /// The last day, today at the latest.
    pub closing: NaiveDate,
    /// Whether the closing is of now: clients are then read as they are shown.
    pub is_live: bool,
}

/// Clients active at both ends of a period, by who has them at its end.
#[derive(Debug)]
pub struct KeptRow {
    pub csm_user_id: Option<Uuid>,
    pub clients: i64,
    pub without_arr: i64,
    pub arr_start: Decimal,
    pub arr_kept: Decimal,
}

/// Sums the clients that stayed: ARR at the start, and what of it is left at the end, of those whose ARR is known at
/// both.
pub async fn kept(connection: &mut PgConnection, span: Span) -> Result<Vec<KeptRow>> {
    let rows = sqlx::query_as!(
        KeptRow,
        r#"with stayed as (
             select case when $3 then c.csm_user_id else e.csm_user_id end as csm_user_id, o.arr as arr_start,
               case when $3 then c.annual_recurring_revenue else e.arr end as arr_end
             from client_daily_state o
             join client c on c.id = o.client_id
             left join client_daily_state e on e.client_id = o.client_id and e.date = $2 and not $3::boolean
             where o.date = $1 and o.is_active
               and case when $3 then c.is_active else coalesce(e.is_active, false) end
           )
           select csm_user_id, count(*) as "clients!",
             count(*) filter (where arr_start is null or arr_end is null) as "without_arr!",
             coalesce(sum(arr_start) filter (where arr_end is not null), 0) as "arr_start!",
             coalesce(sum(least(arr_start, arr_end)) filter (where arr_start is not null and arr_end is not null), 0)
               as "arr_kept!"
           from stayed
           group by csm_user_id"#,
        span.opening,
        span.closing,
        span.is_live
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A client that left within a period, and who had it when.
#[derive(Debug)]
pub struct LostRow {
    pub arr: Option<Decimal>,
    pub lost_on: NaiveDate,
    pub owners: Vec<Uuid>,
    pub owned_from: Vec<NaiveDate>,
    pub owned_to: Vec<Option<NaiveDate>>,
}

/// The clients active when a period began and not when it closed.
pub async fn lost(connection: &mut PgConnection, span: Span) -> Result<Vec<LostRow>> {
    let rows = sqlx::query_as!(
        LostRow,
        r#"with gone as (
             select o.client_id, o.arr,
               case when c.churned_at > $1 and c.churned_at <= $2 then c.churned_at else $2 end as lost_on
             from client_daily_state o
             join client c on c.id = o.client_id
             left join client_daily_state e on e.client_id = o.client_id and e.date = $2 and not $3::boolean
             where o.date = $1 and o.is_active
               and case when $3 then not c.is_active
                     else coalesce(not e.is_active, c.churned_at > $1 and c.churned_at <= $2, false) end
           )
           select g.arr, g.lost_on as "lost_on!",
             coalesce(array_agg(a.user_id order by a.valid_from) filter (where a.user_id is not null), '{}') as "owners!",
             coalesce(array_agg(a.valid_from order by a.valid_from) filter (where a.user_id is not null), '{}')
               as "owned_from!",
             coalesce(array_agg(a.valid_to order by a.valid_from) filter (where a.user_id is not null), '{}')
               as "owned_to!: Vec<Option<NaiveDate>>"
           from gone g left join csm_assignment a on a.client_id = g.client_id and a.role = 'CSM'
           group by g.client_id, g.arr, g.lost_on"#,
        span.opening,
        span.closing,
        span.is_live
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
