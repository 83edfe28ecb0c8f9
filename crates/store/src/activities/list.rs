use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, search::like_pattern};

/// An activity.
#[derive(Debug, Clone)]
pub struct ActivityRow {
    pub client_id: Uuid,
    pub client_name: String,
    pub id: Uuid,
    pub occurred_at: DateTime<Utc>,
    pub activity_type: String,
    pub subject: String,
    pub description: Option<String>,
    pub performed_by_id: Option<Uuid>,
    pub performed_by_name: Option<String>,
    pub client_contacts: Vec<Uuid>,
    /// Names of those of the contacts that are still there, in their order.
    pub contact_ids: Vec<Uuid>,
    pub contact_names: Vec<String>,
    pub duration_minutes: Option<i32>,
    pub outcome: Option<String>,
    pub outcome_notes: Option<String>,
    pub follow_up_required: bool,
    pub follow_up_date: Option<NaiveDate>,
    pub follow_up_completed: bool,
    pub follow_up_completed_at: Option<DateTime<Utc>>,
    pub source_alert_id: Option<Uuid>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Which activities of a client, and which part of the list.
#[derive(Debug, Clone, Default)]
pub struct ActivityFilter {
    /// Only these types; empty means any.
    pub types: Vec<String>,
    /// Only these outcomes; empty means any.
    pub outcomes: Vec<String>,
    pub performed_by: Option<Uuid>,
    /// Part of the subject or the text.
    pub search: Option<String>,
    /// The sort key of the last row of the page before.
    pub after: Option<(DateTime<Utc>, Uuid)>,
    pub offset: i64,
    pub limit: i64,
}

/// The activities of a client, newest first, and how many there are.
pub async fn list(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
    filter: &ActivityFilter,
) -> Result<(Vec<ActivityRow>, i64)> {
    let pattern = filter.search.as_deref().map(like_pattern);
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from client_activity a
           join client c on c.id = a.client_id
           where a.client_id = $1
             and ($2::uuid is null or c.csm_user_id = $2)
             and ($3::uuid is null or c.ae_user_id = $3)
             and (cardinality($4::text[]) = 0 or a.activity_type = any($4))
             and (cardinality($5::text[]) = 0 or a.outcome = any($5))
             and ($6::uuid is null or a.performed_by_id = $6)
             and ($7::text is null or a.subject ilike $7 or a.description ilike $7 or a.outcome_notes ilike $7)"#,
        client,
        scope.csm(),
        scope.account_executive(),
        &filter.types,
        &filter.outcomes,
        filter.performed_by,
        pattern
    )
    .fetch_one(&mut *connection)
    .await?;
    let rows = sqlx::query_as!(
        ActivityRow,
        r#"select a.client_id, c.name as client_name, a.id, a.occurred_at, a.activity_type, a.subject, a.description,
             a.performed_by_id, s.first_name || ' ' || s.last_name as performed_by_name, a.client_contacts,
             coalesce(k.ids, '{}') as "contact_ids!", coalesce(k.names, '{}') as "contact_names!",
             a.duration_minutes, a.outcome, a.outcome_notes, a.follow_up_required, a.follow_up_date,
             a.follow_up_completed, a.follow_up_completed_at, a.source_alert_id, a.version, a.created_at, a.updated_at
           from client_activity a
           join client c on c.id = a.client_id
           left join staff s on s.id = a.performed_by_id
           left join lateral (
             select array_agg(k.id order by k.name) as ids, array_agg(k.name order by k.name) as names
             from client_contact k where k.client_id = a.client_id and k.id = any(a.client_contacts)
           ) k on true
           where a.client_id = $1
             and ($2::uuid is null or c.csm_user_id = $2)
             and ($3::uuid is null or c.ae_user_id = $3)
             and (cardinality($4::text[]) = 0 or a.activity_type = any($4))
             and (cardinality($5::text[]) = 0 or a.outcome = any($5))
             and ($6::uuid is null or a.performed_by_id = $6)
             and ($7::text is null or a.subject ilike $7 or a.description ilike $7 or a.outcome_notes ilike $7)
             and ($8::timestamptz is null or (a.occurred_at, a.id) < ($8, $9::uuid))
           order by a.occurred_at desc, a.id desc
           offset $10
           limit $11"#,
        client,
        scope.csm(),
        scope.account_executive(),
        &filter.types,
        &filter.outcomes,
        filter.performed_by,
        pattern,
        filter.after.map(|(at, _)| at),
        filter.after.map(|(_, id)| id),
        filter.offset,
        filter.limit
    )
    .fetch_all(connection)
    .await?;
    Ok((rows, total))
}

/// One activity within scope.
pub async fn get(connection: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<Option<ActivityRow>> {
    let row = sqlx::query_as!(
        ActivityRow,
        r#"select a.client_id, c.name as client_name, a.id, a.occurred_at, a.activity_type, a.subject, a.description,
             a.performed_by_id, s.first_name || ' ' || s.last_name as performed_by_name, a.client_contacts,
             coalesce(k.ids, '{}') as "contact_ids!", coalesce(k.names, '{}') as "contact_names!",
             a.duration_minutes, a.outcome, a.outcome_notes, a.follow_up_required, a.follow_up_date,
             a.follow_up_completed, a.follow_up_completed_at, a.source_alert_id, a.version, a.created_at, a.updated_at
           from client_activity a
           join client c on c.id = a.client_id
           left join staff s on s.id = a.performed_by_id
           left join lateral (
             select array_agg(k.id order by k.name) as ids, array_agg(k.name order by k.name) as names
             from client_contact k where k.client_id = a.client_id and k.id = any(a.client_contacts)
           ) k on true
           where a.id = $1
             and ($2::uuid is null or c.csm_user_id = $2)
             and ($3::uuid is null or c.ae_user_id = $3)"#,
        id,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}
