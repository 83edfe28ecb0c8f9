use chrono::{DateTime, Utc};
use domain::alert::{AlertSeverity, AlertType};
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Error, Result};

/// The row of an occasion that the engine goes by: the open one, else the youngest.
#[derive(Debug, Clone)]
pub struct EngineRow {
    /// None of one about the team.
    pub client_id: Option<Uuid>,
    pub id: Uuid,
    pub alert_type: String,
    pub dedupe_key: String,
    pub severity: String,
    pub is_executive: bool,
    pub title: String,
    pub description: String,
    pub trigger_metric: Option<String>,
    pub trigger_value: Option<String>,
    pub trigger_threshold: Option<String>,
    pub status: String,
    pub last_seen_at: DateTime<Utc>,
    pub snoozed_until: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub is_rearmed: bool,
}

/// That row of every occasion of these clients. What a closed one said is not read: nobody compares with it.
pub async fn rows(connection: &mut PgConnection, clients: &[Uuid]) -> Result<Vec<EngineRow>> {
    let rows = sqlx::query_as!(
        EngineRow,
        r#"select distinct on (client_id, dedupe_key) client_id as "client_id?", id, alert_type, dedupe_key, severity, is_executive,
             case when resolved_at is null and dismissed_at is null then title else '' end as "title!",
             case when resolved_at is null and dismissed_at is null then description else '' end as "description!",
             trigger_metric, trigger_value, trigger_threshold, status, last_seen_at, snoozed_until,
             coalesce(resolved_at, dismissed_at) as closed_at, rearmed_at is not null as "is_rearmed!"
           from client_alert
           where client_id = any($1)
           order by client_id, dedupe_key, status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED') desc, created_at desc, id desc"#,
        clients
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// An alert that is raised.
#[derive(Debug, Serialize)]
pub struct NewAlert {
    /// None of one about the team.
    pub client_id: Option<Uuid>,
    pub id: Uuid,
    pub alert_type: &'static str,
    pub dedupe_key: String,
    pub severity: &'static str,
    pub is_executive: bool,
    pub title: String,
    pub description: String,
    pub trigger_metric: &'static str,
    pub trigger_value: String,
    pub trigger_threshold: Option<String>,
    pub related_entity_type: Option<&'static str>,
    pub related_entity_id: Option<String>,
}

/// Raises alerts. One that is open under the same key stays as it is.
pub async fn insert(connection: &mut PgConnection, alerts: &[NewAlert], now: DateTime<Utc>) -> Result<u64> {
    if alerts.is_empty() {
        return Ok(0);
    }
    let done = sqlx::query!(
        "insert into client_alert
           (client_id, id, alert_type, dedupe_key, severity, is_executive, title, description, trigger_metric, trigger_value,
            trigger_threshold, related_entity_type, related_entity_id, status, last_seen_at, notified_at, created_at, updated_at)
         select client_id, id, alert_type, dedupe_key, severity, is_executive, title, description, trigger_metric,
           trigger_value, trigger_threshold, related_entity_type, related_entity_id, 'NEW', $2, $2, $2, $2
         from jsonb_to_recordset($1::jsonb) as x(
           client_id uuid, id uuid, alert_type text, dedupe_key text, severity text, is_executive boolean, title text,
           description text, trigger_metric text, trigger_value text, trigger_threshold text, related_entity_type text,
           related_entity_id text)
         on conflict (client_id, dedupe_key) where status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED') do nothing",
        body(alerts)?,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// What becomes of a row. Words, figures and what it is about are those of the last look at which the rule held.
#[derive(Debug, Serialize)]
pub struct EngineUpdate {
    /// None of one about the team.
    pub client_id: Option<Uuid>,
    pub id: Uuid,
    /// What it is about, which never changes.
    #[serde(skip)]
    pub alert_type: AlertType,
    /// How grave, for those who are told.
    #[serde(skip)]
    pub gravity: AlertSeverity,
    pub status: &'static str,
    pub severity: &'static str,
    pub is_executive: bool,
    /// The rule held at this look: title, description, figures and entity are what it said. Otherwise they are none.
    pub is_seen: bool,
    pub title: Option<String>,
    pub description: Option<String>,
    pub trigger_metric: Option<&'static str>,
    pub trigger_value: Option<String>,
    pub trigger_threshold: Option<String>,
    pub related_entity_type: Option<&'static str>,
    pub related_entity_id: Option<String>,
    pub notifies: bool,
    pub reopens: bool,
    /// It ended by itself.
    pub resolves: bool,
    /// The rule was seen to be over.
    pub rearms: bool,
}

/// Writes what became of rows. The version counts what people see change, not that a rule was looked at again.
pub async fn update(connection: &mut PgConnection, updates: &[EngineUpdate], now: DateTime<Utc>) -> Result<u64> {
    if updates.is_empty() {
        return Ok(0);
    }
    let done = sqlx::query!(
        "update client_alert a set
           status = x.status, severity = x.severity, is_executive = x.is_executive,
           title = case when x.is_seen then x.title else a.title end,
           description = case when x.is_seen then x.description else a.description end,
           trigger_metric = case when x.is_seen then x.trigger_metric else a.trigger_metric end,
           trigger_value = case when x.is_seen then x.trigger_value else a.trigger_value end,
           trigger_threshold = case when x.is_seen then x.trigger_threshold else a.trigger_threshold end,
           related_entity_type = case when x.is_seen then x.related_entity_type else a.related_entity_type end,
           related_entity_id = case when x.is_seen then x.related_entity_id else a.related_entity_id end,
           last_seen_at = case when x.is_seen then $2 else a.last_seen_at end,
           notified_at = case when x.notifies then $2 else a.notified_at end,
           reopened_count = a.reopened_count + x.reopens::integer,
           snoozed_until = case when x.status = 'SNOOZED' then a.snoozed_until end,
           resolved_at = case when x.resolves then $2 when x.reopens then null else a.resolved_at end,
           resolved_by_id = case when x.reopens then null else a.resolved_by_id end,
           resolution_notes = case when x.resolves then 'auto' when x.reopens then null else a.resolution_notes end,
           rearmed_at = case when x.rearms then $2 when x.reopens then null else a.rearmed_at end,
           version = a.version + (a.status <> x.status or a.severity <> x.severity)::integer
         from jsonb_to_recordset($1::jsonb) as x(
           client_id uuid, id uuid, status text, severity text, is_executive boolean, is_seen boolean, title text,
           description text, trigger_metric text, trigger_value text, trigger_threshold text, related_entity_type text,
           related_entity_id text, notifies boolean, reopens boolean, resolves boolean, rearms boolean)
         where a.client_id = x.client_id and a.id = x.id",
        body(updates)?,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// Removes alerts that were closed before an instant. One whose rule has held ever since stays: it is what keeps the
/// same from being raised again.
pub async fn remove_closed(connection: &mut PgConnection, before: DateTime<Utc>) -> Result<u64> {
    let done = sqlx::query!(
        "delete from client_alert
         where created_at < $1 and status in ('DISMISSED', 'RESOLVED') and coalesce(resolved_at, dismissed_at) < $1
           and rearmed_at is not null",
        before
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// Rows as one parameter.
pub(crate) fn body(rows: &(impl Serialize + ?Sized)) -> Result<serde_json::Value> {
    serde_json::to_value(rows).map_err(|_| Error::Inconsistent {
        table: "client_alert",
        column: "computed",
        value: String::new(),
    })
}
