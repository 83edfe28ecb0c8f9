use domain::Scope;
use sqlx::PgConnection;

use crate::Result;

/// One choice a filter offers: `INDUSTRY`, `SEGMENT`, `TAG` or `CSM`.
#[derive(Debug)]
pub struct FacetRow {
    pub kind: String,
    pub value: String,
    pub label: String,
    pub clients: i64,
}

/// What the filters offer over the active clients of a scope, the 200 most frequent tags included.
pub async fn facets(connection: &mut PgConnection, scope: &Scope) -> Result<Vec<FacetRow>> {
    let rows = sqlx::query_as!(
        FacetRow,
        r#"with mine as materialized (
             select industry, segment, tags, csm_user_id
             from client
             where is_active
               and ($1::uuid is null or csm_user_id = $1)
               and ($2::uuid is null or ae_user_id = $2)
           ),
           tag as (
             select t.tag, count(*) as clients from mine cross join lateral unnest(mine.tags) as t(tag)
             group by t.tag order by count(*) desc, t.tag limit 200
           )
           select kind as "kind!", value as "value!", label as "label!", clients as "clients!"
           from (
             select 'INDUSTRY' as kind, industry as value, industry as label, count(*) as clients
             from mine where industry is not null group by industry
             union all
             select 'SEGMENT', segment, segment, count(*) from mine where segment is not null group by segment
             union all
             select 'TAG', tag, tag, clients from tag
             union all
             select 'CSM', s.id::text, s.first_name || ' ' || s.last_name, g.clients
             from (select csm_user_id, count(*) as clients from mine group by csm_user_id) g
             join staff s on s.id = g.csm_user_id
           ) all_facets
           order by kind, lower(label), value"#,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
