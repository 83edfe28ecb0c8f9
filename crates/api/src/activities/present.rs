use std::collections::HashMap;

use api_types::{activities::Activity, contacts::ContactName};
use chrono::NaiveDate;
use domain::{ActivityId, AlertId, ClientId, ContactId, NullReason, Scope};
use sqlx::PgConnection;
use store::{activities::ActivityRow, parse_column};
use uuid::Uuid;

use crate::{ApiError, ApiResult, clients::user_name};

/// An activity as the wire shows it.
pub(crate) fn activity(row: ActivityRow, today: NaiveDate) -> ApiResult<Activity> {
    let names: HashMap<Uuid, String> = row.contact_ids.into_iter().zip(row.contact_names).collect();
    let name = |id: &Uuid| ContactName { id: ContactId(*id), name: names.get(id).cloned() };
    Ok(Activity {
        id: ActivityId(row.id),
        client_id: ClientId(row.client_id),
        client_name: row.client_name,
        activity_type: parse_column("client_activity", "activity_type", &row.activity_type)?,
        subject: row.subject,
        description: row.description,
        occurred_at: row.occurred_at,
        duration_minutes: row.duration_minutes,
        performed_by: user_name(row.performed_by_id, row.performed_by_name),
        contacts: row.client_contacts.iter().map(name).collect(),
        client_contacts: row.client_contacts.into_iter().map(ContactId).collect(),
        outcome: row.outcome.map(|outcome| parse_column("client_activity", "outcome", &outcome)).transpose()?,
        outcome_notes: row.outcome_notes,
        follow_up_required: row.follow_up_required,
        follow_up_overdue: row.follow_up_required
            && !row.follow_up_completed
            && row.follow_up_date.is_some_and(|day| day < today),
        follow_up_date: row.follow_up_date,
        follow_up_completed: row.follow_up_completed,
        follow_up_completed_at: row.follow_up_completed_at,
        source_alert_id: row.source_alert_id.map(AlertId),
        // Nothing writes the assistant's fields yet, and they say so.
        ai_summary: None,
        ai_summary_null_reason: Some(NullReason::NotConfigured),
        ai_next_steps: vec![],
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// One activity as the wire shows it.
pub(super) async fn one(
    connection: &mut PgConnection,
    scope: &Scope,
    id: ActivityId,
    today: NaiveDate,
) -> ApiResult<Activity> {
    let row = store::activities::get(connection, scope, id.0).await?.ok_or_else(|| ApiError::not_found("activity"))?;
    activity(row, today)
}
