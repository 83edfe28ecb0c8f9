use chrono::{DateTime, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::filter::{AlertFilter, AlertSort, push_where};
use crate::{Result, clients::SortDirection};

/// An alert as people see it.
#[derive(Debug, sqlx::FromRow)]
pub struct AlertRow {
    pub client_id: Uuid,
    pub client_name: String,
    pub id: Uuid,
    pub alert_type: String,
    pub severity: String,
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
    /// What the list is sorted by, as text; a cursor holds it.
    pub sort_value: String,
}

const COLUMNS: &str = "a.client_id, c.name as client_name, a.id, a.alert_type, a.severity, a.is_executive, a.title,
  a.description, a.trigger_metric, a.trigger_value, a.trigger_threshold, a.related_entity_type, a.related_entity_id,
  a.status, a.last_seen_at, a.acknowledged_at, a.acknowledged_by_id,
  acknowledger.first_name || ' ' || acknowledger.last_name as acknowledged_by_name, a.snoozed_until, a.dismissed_at,
  a.dismissed_by_id, dismisser.first_name || ' ' || dismisser.last_name as dismissed_by_name, a.resolved_at,
  a.resolved_by_id, resolver.first_name || ' ' || resolver.last_name as resolved_by_name, a.resolution_notes,
  a.reopened_count, a.version, a.created_at, a.updated_at";

const FROM: &str = " from client_alert a join client c on c.id = a.client_id
  left join staff acknowledger on acknowledger.id = a.acknowledged_by_id
  left join staff dismisser on dismisser.id = a.dismissed_by_id
  left join staff resolver on resolver.id = a.resolved_by_id";

/// Where in the list to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlertPosition {
    /// After this many rows.
    Offset(i64),
    /// After the row with this sort value and id.
    After(String, Uuid),
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct ListRequest {
    pub filter: AlertFilter,
    pub sort: AlertSort,
    pub direction: SortDirection,
    pub position: AlertPosition,
    pub limit: i64,
}

/// The alerts of a page.
pub async fn list(connection: &mut PgConnection, scope: &Scope, request: &ListRequest) -> Result<Vec<AlertRow>> {
    let (expression, sql_type) = request.sort.expression();
    let (comparison, direction) = match request.direction {
        SortDirection::Ascending => (">", "asc"),
        SortDirection::Descending => ("<", "desc"),
    };
    let mut query = QueryBuilder::<Postgres>::new("select ");
    query.push(COLUMNS).push(format_args!(", ({expression})::text as sort_value")).push(FROM);
    push_where(&mut query, scope, &request.filter);
    if let AlertPosition::After(value, id) = &request.position {
        query.push(format_args!(" and ({expression}, a.id) {comparison} (")).push_bind(value.clone());
        query.push(format_args!("::{sql_type}, ")).push_bind(*id).push(")");
    }
    query.push(format_args!(" order by {expression} {direction}, a.id {direction} limit ")).push_bind(request.limit);
    if let AlertPosition::Offset(offset) = request.position {
        query.push(" offset ").push_bind(offset);
    }
    Ok(query.build_query_as().fetch_all(connection).await?)
}

/// How many alerts a filter lets through.
pub async fn count(connection: &mut PgConnection, scope: &Scope, filter: &AlertFilter) -> Result<i64> {
    let mut query =
        QueryBuilder::<Postgres>::new("select count(*) from client_alert a join client c on c.id = a.client_id");
    push_where(&mut query, scope, filter);
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

/// One alert within scope.
pub async fn get(connection: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<Option<AlertRow>> {
    let mut query = QueryBuilder::<Postgres>::new("select ");
    query.push(COLUMNS).push(", '' as sort_value").push(FROM);
    push_where(&mut query, scope, &AlertFilter::default());
    query.push(" and a.id = ").push_bind(id);
    Ok(query.build_query_as().fetch_optional(connection).await?)
}

/// A client with alerts, in the inbox.
#[derive(Debug, sqlx::FromRow)]
pub struct ClientGroupRow {
    pub id: Uuid,
    pub name: String,
    pub contract_tier: String,
    pub annual_recurring_revenue: Option<Decimal>,
    pub current_health_score: Option<i16>,
    pub health_status: Option<String>,
    pub csm_user_id: Option<Uuid>,
    pub csm_name: Option<String>,
    pub alerts: i64,
    pub severity_rank: i16,
    /// ARR, or -1 where it is unknown: unknown ARR comes last.
    pub sort_arr: Decimal,
}

/// The place of a client in the inbox: the gravest first, then the largest.
pub type ClientGroupKey = (i16, Decimal, Uuid);

/// The clients of a page of the inbox.
pub async fn by_client(
    connection: &mut PgConnection,
    scope: &Scope,
    filter: &AlertFilter,
    after: Option<ClientGroupKey>,
    offset: i64,
    limit: i64,
) -> Result<Vec<ClientGroupRow>> {
    let mut query = QueryBuilder::<Postgres>::new(
        "select c.id, c.name, c.contract_tier, c.annual_recurring_revenue, c.current_health_score, c.health_status,
           c.csm_user_id, csm.first_name || ' ' || csm.last_name as csm_name, g.alerts, g.severity_rank, g.sort_arr
         from (
           select a.client_id, count(*) as alerts, max(a.severity_rank) as severity_rank,
             coalesce(max(c.annual_recurring_revenue), -1) as sort_arr
           from client_alert a join client c on c.id = a.client_id",
    );
    push_where(&mut query, scope, filter);
    query.push(
        " group by a.client_id) g join client c on c.id = g.client_id left join staff csm on csm.id = c.csm_user_id",
    );
    if let Some((rank, arr, id)) = after {
        query.push(" where (g.severity_rank, g.sort_arr, c.id) < (").push_bind(rank).push(", ").push_bind(arr);
        query.push(", ").push_bind(id).push(")");
    }
    query.push(" order by g.severity_rank desc, g.sort_arr desc, c.id desc limit ").push_bind(limit);
    query.push(" offset ").push_bind(offset);
    Ok(query.build_query_as().fetch_all(connection).await?)
}

/// How many clients have alerts a filter lets through.
pub async fn count_clients(connection: &mut PgConnection, scope: &Scope, filter: &AlertFilter) -> Result<i64> {
    let mut query = QueryBuilder::<Postgres>::new(
        "select count(distinct a.client_id) from client_alert a join client c on c.id = a.client_id",
    );
    push_where(&mut query, scope, filter);
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

/// The alerts of some clients that a filter lets through, the gravest and youngest first, so many of each client at most.
pub async fn of_clients(
    connection: &mut PgConnection,
    scope: &Scope,
    filter: &AlertFilter,
    clients: &[Uuid],
    of_each: i64,
) -> Result<Vec<AlertRow>> {
    let mut query = QueryBuilder::<Postgres>::new("with shown as (select o.id from unnest(");
    query.push_bind(clients.to_vec()).push("::uuid[]) as k(client_id) cross join lateral (");
    query.push("select a.id from client_alert a join client c on c.id = a.client_id");
    push_where(&mut query, scope, filter);
    query.push(" and a.client_id = k.client_id order by a.severity_rank desc, a.created_at desc, a.id desc limit ");
    query.push_bind(of_each).push(") o) select ");
    query.push(COLUMNS).push(", '' as sort_value").push(FROM);
    query.push(" where a.id in (select id from shown) and a.client_id = any(").push_bind(clients.to_vec());
    query.push(") order by a.severity_rank desc, a.created_at desc, a.id desc");
    Ok(query.build_query_as().fetch_all(connection).await?)
}
