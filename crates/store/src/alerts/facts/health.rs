use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, health::SnapshotRow};

/// How a score changed within seven days.
#[derive(Debug)]
pub struct ScoreChangeRow {
    pub client_id: Uuid,
    /// The difference of the scores as they were shown.
    pub points: i16,
    /// Both were made by the same formula with the same weights, from the same components: the difference is the change.
    pub is_alike: bool,
}

/// The changes of those of these clients that have a score of seven days before the one shown. Most pairs are alike, so
/// that their components need not be read.
pub async fn score_changes(
    connection: &mut PgConnection,
    clients: &[Uuid],
    as_of: NaiveDate,
) -> Result<Vec<ScoreChangeRow>> {
    let rows = sqlx::query_as!(
        ScoreChangeRow,
        r#"select n.client_id, (n.overall_score - t.overall_score)::smallint as "points!",
             n.profile = t.profile and n.weights_snapshot = t.weights_snapshot
               and array(select jsonb_object_keys(n.component_scores))
                 = array(select jsonb_object_keys(t.component_scores)) as "is_alike!"
           from client c
           join client_health_score n on n.client_id = c.id and n.date between $2::date - 14 and $2 and n.date = c.health_as_of
           join client_health_score t on t.client_id = c.id and t.date between $2::date - 21 and $2
             and t.date = c.health_as_of - 7
           where c.id = any($1)"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The score shown of each client and the one of seven days before it, without their inputs: a change needs none.
pub async fn scores(connection: &mut PgConnection, clients: &[Uuid], as_of: NaiveDate) -> Result<Vec<SnapshotRow>> {
    let rows = sqlx::query_as!(
        SnapshotRow,
        r#"select s.client_id, s.date, s.overall_score, s.score, s.health_status, s.confidence, s.profile, s.component_scores,
             '{}'::jsonb as "component_states!", '{}'::jsonb as "inputs!", s.weights_version, s.weights_snapshot,
             s.is_final, s.computed_at
           from client_health_score s
           join client c on c.id = s.client_id
           where s.client_id = any($1) and s.date between $2::date - 21 and $2
             and s.date in (c.health_as_of, c.health_as_of - 7)"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Whether a client that is critical now was so on every known day of the week before.
#[derive(Debug)]
pub struct CriticalRow {
    pub client_id: Uuid,
    pub was_critical: bool,
}

/// Those of the critical clients that have a status of the week before.
pub async fn critical_before(
    connection: &mut PgConnection,
    clients: &[Uuid],
    as_of: NaiveDate,
) -> Result<Vec<CriticalRow>> {
    let rows = sqlx::query_as!(
        CriticalRow,
        r#"select c.id as client_id, bool_and(s.health_status = 'CRITICAL') as "was_critical!"
           from client c
           join client_daily_state s on s.client_id = c.id and s.date between $2::date - 7 and $2::date - 1
             and s.date < c.health_as_of and s.health_status is not null
           where c.id = any($1) and c.health_status = 'CRITICAL'
           group by c.id"#,
        clients,
        as_of
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
