use chrono::{DateTime, NaiveDate, Utc};
use domain::{Scope, StaffId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// What people enter about an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityFields {
    pub occurred_at: DateTime<Utc>,
    pub activity_type: String,
    pub subject: String,
    pub description: Option<String>,
    pub client_contacts: Vec<Uuid>,
    pub duration_minutes: Option<i32>,
    pub outcome: Option<String>,
    pub outcome_notes: Option<String>,
    pub follow_up_required: bool,
    pub follow_up_date: Option<NaiveDate>,
    pub follow_up_completed: bool,
    pub follow_up_completed_at: Option<DateTime<Utc>>,
}

/// An activity as it stands before an edit.
#[derive(Debug, Clone)]
pub struct EditableActivity {
    pub client_id: Uuid,
    pub id: Uuid,
    pub performed_by_id: Option<Uuid>,
    pub version: i32,
    pub fields: ActivityFields,
}

/// Reads an activity within scope for an edit. Another edit waits until the transaction ends: not by the row's own lock,
/// since an edit of the time may move the row into another partition, where who waits for it would not find it.
pub async fn editable(connection: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<Option<EditableActivity>> {
    sqlx::query!(r#"select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0)) as "locked!: ()""#, id)
        .fetch_one(&mut *connection)
        .await?;
    let row = sqlx::query!(
        "select a.client_id, a.id, a.performed_by_id, a.version, a.occurred_at, a.activity_type, a.subject, a.description,
           a.client_contacts, a.duration_minutes, a.outcome, a.outcome_notes, a.follow_up_required, a.follow_up_date,
           a.follow_up_completed, a.follow_up_completed_at
         from client_activity a
         join client c on c.id = a.client_id
         where a.id = $1
           and ($2::uuid is null or c.csm_user_id = $2)
           and ($3::uuid is null or c.ae_user_id = $3)",
        id,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| EditableActivity {
        client_id: row.client_id,
        id: row.id,
        performed_by_id: row.performed_by_id,
        version: row.version,
        fields: ActivityFields {
            occurred_at: row.occurred_at,
            activity_type: row.activity_type,
            subject: row.subject,
            description: row.description,
            client_contacts: row.client_contacts,
            duration_minutes: row.duration_minutes,
            outcome: row.outcome,
            outcome_notes: row.outcome_notes,
            follow_up_required: row.follow_up_required,
            follow_up_date: row.follow_up_date,
            follow_up_completed: row.follow_up_completed,
            follow_up_completed_at: row.follow_up_completed_at,
        },
    }))
}

/// Those of the ids that are no contacts of this client.
pub async fn unknown_contacts(connection: &mut PgConnection, client: Uuid, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let unknown = sqlx::query_scalar!(
        r#"select t.id as "id!"
           from unnest($2::uuid[]) as t(id)
           where not exists (select from client_contact k where k.client_id = $1 and k.id = t.id)"#,
        client,
        ids
    )
    .fetch_all(connection)
    .await?;
    Ok(unknown)
}

/// Writes a new activity. Its month must be there.
pub async fn insert(
    connection: &mut PgConnection,
    (client, id): (Uuid, Uuid),
    staff: StaffId,
    fields: &ActivityFields,
    source_alert: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into client_activity (client_id, id, occurred_at, activity_type, subject, description, performed_by_id,
           client_contacts, duration_minutes, outcome, outcome_notes, follow_up_required, follow_up_date,
           follow_up_completed, follow_up_completed_at, source_alert_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        client,
        id,
        fields.occurred_at,
        fields.activity_type,
        fields.subject,
        fields.description,
        staff.0,
        &fields.client_contacts,
        fields.duration_minutes,
        fields.outcome,
        fields.outcome_notes,
        fields.follow_up_required,
        fields.follow_up_date,
        fields.follow_up_completed,
        fields.follow_up_completed_at,
        source_alert,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes an edit; another month, which must be there, moves the row into its partition. The row no longer counts as an import's
/// own, so that undoing the import leaves it alone.
pub async fn update(connection: &mut PgConnection, activity: &EditableActivity, fields: &ActivityFields) -> Result<()> {
    sqlx::query!(
        "update client_activity set
           occurred_at = $4, activity_type = $5, subject = $6, description = $7, client_contacts = $8,
           duration_minutes = $9, outcome = $10, outcome_notes = $11, follow_up_required = $12, follow_up_date = $13,
           follow_up_completed = $14, follow_up_completed_at = $15, import_batch_id = null, version = version + 1
         where client_id = $1 and occurred_at = $2 and id = $3",
        activity.client_id,
        activity.fields.occurred_at,
        activity.id,
        fields.occurred_at,
        fields.activity_type,
        fields.subject,
        fields.description,
        &fields.client_contacts,
        fields.duration_minutes,
        fields.outcome,
        fields.outcome_notes,
        fields.follow_up_required,
        fields.follow_up_date,
        fields.follow_up_completed,
        fields.follow_up_completed_at
    )
    .execute(connection)
    .await?;
    Ok(())
}
