use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// How many of some clients are active, and have a score.
#[derive(Debug)]
pub struct ScoredRow {
    pub active: i64,
    pub scored: i64,
}

/// How many active clients have a score.
pub async fn scored(connection: &mut PgConnection, clients: &[Uuid]) -> Result<ScoredRow> {
    let row = sqlx::query_as!(
        ScoredRow,
        r#"select count(*) as "active!", count(current_health_score) as "scored!"
           from client where id = any($1) and is_active"#,
        clients
    )
    .fetch_one(connection)
    .await?;
    Ok(row)
}

/// How many clients have a component in a state.
#[derive(Debug)]
pub struct ComponentStateRow {
    pub component: String,
    pub state: String,
    pub clients: i64,
}

/// Clients per component and state, of their scores on the day they were last computed for.
pub async fn component_states(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<ComponentStateRow>> {
    let rows = sqlx::query_as!(
        ComponentStateRow,
        r#"select e.key as "component!", coalesce(e.value ->> 'state', e.value #>> '{}') as "state!", count(*) as "clients!"
           from client c
           join client_health_score s on s.client_id = c.id and s.date = c.health_as_of
           cross join lateral jsonb_each(s.component_states) as e
           where c.id = any($1) and c.is_active
           group by 1, 2 order by 1, 2"#,
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// How many clients lack a score for a reason.
#[derive(Debug)]
pub struct NullReasonRow {
    pub null_reason: String,
    pub clients: i64,
}

/// Active clients per reason of a missing score.
pub async fn null_reasons(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<NullReasonRow>> {
    let rows = sqlx::query_as!(
        NullReasonRow,
        r#"select coalesce(health_null_reason, 'NO_DATA') as "null_reason!", count(*) as "clients!"
           from client where id = any($1) and is_active and current_health_score is null
           group by 1 order by 1"#,
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
