use chrono::{DateTime, Utc};
use domain::{TeamScope, alert::AlertType};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::Result;

/// Which alerts are asked for. An empty list means no restriction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamAlertFilter {
    pub status: Vec<String>,
    pub severity: Vec<String>,
    pub alert_type: Vec<AlertType>,
}

/// An alert as people see it.
#[derive(Debug, sqlx::FromRow)]
pub struct TeamAlertRow {
    pub id: Uuid,
    pub alert_type: String,
    pub severity: String,
    pub severity_rank: i16,
    pub is_executive: bool,
    pub title: String,
    pub description: String,
    pub trigger_metric: Option<String>,
    pub trigger_value: Option<String>,
    pub trigger_threshold: Option<String>,
    pub related_entity_type: Option<String>,
    pub related_entity_id: Option<String>,
    pub status: String,
    pub last_seen_at: DateTime<Utc>,
    pub acknowledged_at: Option<DateTime<Utc>>,
    pub acknowledged_by_id: Option<Uuid>,
    pub acknowledged_by_name: Option<String>,
    pub snoozed_until: Option<DateTime<Utc>>,
    pub dismissed_at: Option<DateTime<Utc>>,
    pub dismissed_by_id: Option<Uuid>,
    pub dismissed_by_name: Option<String>,
    pub resolved_at: Option<DateTime<Utc>>,
    pub resolved_by_id: Option<Uuid>,
    pub resolved_by_name: Option<String>,
    pub resolution_notes: Option<String>,
    pub reopened_count: i32,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// The place of an alert in the list: the gravest first, then the youngest.
pub type TeamAlertKey = (i16, DateTime<Utc>, Uuid);

const SELECT: &str = "select a.id, a.alert_type, a.severity, a.severity_rank, a.is_executive, a.title, a.description,
    a.trigger_metric, a.trigger_value, a.trigger_threshold, a.related_entity_type, a.related_entity_id, a.status,
    a.last_seen_at, a.acknowledged_at, a.acknowledged_by_id,
    acknowledger.first_name || ' ' || acknowledger.last_name as acknowledged_by_name, a.snoozed_until, a.dismissed_at,
    a.dismissed_by_id, dismisser.first_name || ' ' || dismisser.last_name as dismissed_by_name, a.resolved_at,
    a.resolved_by_id, resolver.first_name || ' ' || resolver.last_name as resolved_by_name, a.resolution_notes,
    a.reopened_count, a.version, a.created_at, a.updated_at
  from team_alert a
  left join staff acknowledger on acknowledger.id = a.acknowledged_by_id
  left join staff dismisser on dismisser.id = a.dismissed_by_id
  left join staff resolver on resolver.id = a.resolved_by_id";

/// A page of the alerts someone may see.
pub async fn list(
    connection: &mut PgConnection,
    scope: TeamScope,
    filter: &TeamAlertFilter,
    after: Option<TeamAlertKey>,
    offset: i64,
    limit: i64,
) -> Result<Vec<TeamAlertRow>> {
    let mut query = QueryBuilder::<Postgres>::new(SELECT);
    push_where(&mut query, scope, filter);
    if let Some((rank, at, id)) = after {
        query.push(" and (a.severity_rank, a.created_at, a.id) < (").push_bind(rank).push(", ").push_bind(at);
        query.push(", ").push_bind(id).push(")");
    }
    query.push(" order by a.severity_rank desc, a.created_at desc, a.id desc limit ").push_bind(limit);
    query.push(" offset ").push_bind(offset);
    Ok(query.build_query_as().fetch_all(connection).await?)
}

/// How many of them a filter lets through.
pub async fn count(connection: &mut PgConnection, scope: TeamScope, filter: &TeamAlertFilter) -> Result<i64> {
    let mut query = QueryBuilder::<Postgres>::new("select count(*) from team_alert a");
    push_where(&mut query, scope, filter);
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

/// One of them.
pub async fn get(connection: &mut PgConnection, scope: TeamScope, id: Uuid) -> Result<Option<TeamAlertRow>> {
    let mut query = QueryBuilder::<Postgres>::new(SELECT);
    push_where(&mut query, scope, &TeamAlertFilter::default());
    query.push(" and a.id = ").push_bind(id);
    Ok(query.build_query_as().fetch_optional(connection).await?)
}

fn push_where(query: &mut QueryBuilder<Postgres>, scope: TeamScope, filter: &TeamAlertFilter) {
    query.push(" where a.alert_type = any(").push_bind(scope.types()).push(")");
    let types: Vec<String> = filter.alert_type.iter().map(|alert_type| alert_type.as_str().to_owned()).collect();
    for (column, values) in
        [("a.status", filter.status.clone()), ("a.severity", filter.severity.clone()), ("a.alert_type", types)]
    {
        if !values.is_empty() {
            query.push(format_args!(" and {column} = any(")).push_bind(values).push(")");
        }
    }
}
