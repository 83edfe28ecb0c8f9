use chrono::NaiveDate;
use domain::{Scope, work::FollowUp};
use sqlx::PgConnection;
use uuid::Uuid;

use super::list::ActivityRow;
use crate::Result;

/// Which follow-ups, and which part of the list.
#[derive(Debug, Clone)]
pub struct FollowUpFilter {
    pub status: FollowUp,
    /// Only those this member of staff promised.
    pub performed_by: Option<Uuid>,
    /// Only those of these clients.
    pub clients: Option<Vec<Uuid>>,
    /// Only those due before this day.
    pub due_before: Option<NaiveDate>,
    pub today: NaiveDate,
    /// The sort key of the last row of the page before.
    pub after: Option<(NaiveDate, Uuid)>,
    pub offset: i64,
    pub limit: i64,
}

/// Follow-ups within scope by their date, the longest due first, and how many there are.
pub async fn follow_ups(
    connection: &mut PgConnection,
    scope: &Scope,
    filter: &FollowUpFilter,
) -> Result<(Vec<ActivityRow>, i64)> {
    let is_completed = filter.status == FollowUp::Completed;
    // Open ones are due on any day, overdue ones before today.
    let overdue = (filter.status == FollowUp::Overdue).then_some(filter.today);
    let due_before = [overdue, filter.due_before].into_iter().flatten().min();
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from client_activity a
           join client c on c.id = a.client_id
           where a.follow_up_required and a.follow_up_completed = $3 and a.follow_up_date is not null
             and ($1::uuid is null or c.csm_user_id = $1)
             and ($2::uuid is null or c.ae_user_id = $2)
             and ($4::date is null or a.follow_up_date < $4)
             and ($5::uuid is null or a.performed_by_id = $5)
             and ($6::uuid[] is null or a.client_id = any($6))"#,
        scope.csm(),
        scope.account_executive(),
        is_completed,
        due_before,
        filter.performed_by,
        filter.clients.as_deref()
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
           where a.follow_up_required and a.follow_up_completed = $3 and a.follow_up_date is not null
             and ($1::uuid is null or c.csm_user_id = $1)
             and ($2::uuid is null or c.ae_user_id = $2)
             and ($4::date is null or a.follow_up_date < $4)
             and ($5::uuid is null or a.performed_by_id = $5)
             and ($10::uuid[] is null or a.client_id = any($10))
             and ($6::date is null or (a.follow_up_date, a.id) > ($6, $7::uuid))
           order by a.follow_up_date, a.id
           offset $8
           limit $9"#,
        scope.csm(),
        scope.account_executive(),
        is_completed,
        due_before,
        filter.performed_by,
        filter.after.map(|(day, _)| day),
        filter.after.map(|(_, id)| id),
        filter.offset,
        filter.limit,
        filter.clients.as_deref()
    )
    .fetch_all(connection)
    .await?;
    Ok((rows, total))
}
