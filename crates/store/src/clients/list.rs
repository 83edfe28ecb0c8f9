use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::filter::{ClientFilter, SortDirection, SortField, push_where};
use crate::Result;

/// A client in the list.
#[derive(Debug, sqlx::FromRow)]
pub struct ClientRow {
    pub id: Uuid,
    pub external_id: Option<String>,
    pub name: String,
    pub industry: Option<String>,
    pub contract_tier: String,
    pub size_segment: String,
    pub segment: Option<String>,
    pub tags: Vec<String>,
    pub lifecycle_status: String,
    pub is_active: bool,
    pub annual_recurring_revenue: Option<Decimal>,
    pub current_health_score: Option<i16>,
    pub health_null_reason: Option<String>,
    pub health_status: Option<String>,
    pub health_trend: String,
    pub health_trend_change: Option<i16>,
    pub health_sparkline: Vec<i16>,
    pub churn_risk_score: Option<i16>,
    pub churn_risk_null_reason: Option<String>,
    pub churn_risk_category: Option<String>,
    pub churn_risk_source: Option<String>,
    pub renewal_due_date: Option<NaiveDate>,
    pub renewal_status: String,
    pub last_csm_contact_at: Option<DateTime<Utc>>,
    pub last_activity_at: Option<DateTime<Utc>>,
    pub csm_user_id: Option<Uuid>,
    pub csm_name: Option<String>,
    pub ae_user_id: Option<Uuid>,
    pub ae_name: Option<String>,
    pub at_risk_reasons: Vec<String>,
    pub computed_at: Option<DateTime<Utc>>,
    /// What the list is sorted by, as text; a cursor holds it.
    pub sort_value: Option<String>,
}

const COLUMNS: &str = "c.id, c.external_id, c.name, c.industry, c.contract_tier, c.size_segment, c.segment, c.tags,
  c.lifecycle_status, c.is_active, c.annual_recurring_revenue, c.current_health_score, c.health_null_reason,
  c.health_status, c.health_trend, c.health_trend_change, c.health_sparkline, c.churn_risk_score,
  c.churn_risk_null_reason, c.churn_risk_category, c.churn_risk_source, c.renewal_due_date, c.renewal_status,
  c.last_csm_contact_at, c.last_activity_at, c.csm_user_id, csm.first_name || ' ' || csm.last_name as csm_name,
  c.ae_user_id, ae.first_name || ' ' || ae.last_name as ae_name, c.at_risk_reasons, c.computed_at";

/// A place in a sorted list: the sort value of the last row seen, as text, and its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyset {
    pub value: Option<String>,
    pub id: Uuid,
}

/// Where in the list to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Position {
    /// After this many rows.
    Offset(i64),
    /// After this row: stable while others write.
    After(Keyset),
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct ListRequest {
    pub filter: ClientFilter,
    pub sort: SortField,
    pub direction: SortDirection,
    pub position: Position,
    pub limit: i64,
}

/// The rows of a page.
pub async fn list(connection: &mut PgConnection, scope: &Scope, request: &ListRequest) -> Result<Vec<ClientRow>> {
    let (expression, sql_type) = request.sort.expression();
    let (comparison, direction) = match request.direction {
        SortDirection::Ascending => (">", "asc"),
        SortDirection::Descending => ("<", "desc"),
    };

    let mut query = QueryBuilder::<Postgres>::new("select ");
    query.push(COLUMNS).push(format_args!(", ({expression})::text as sort_value"));
    query.push(
        " from client c left join staff csm on csm.id = c.csm_user_id left join staff ae on ae.id = c.ae_user_id",
    );
    push_where(&mut query, scope, &request.filter);
    if let Position::After(keyset) = &request.position {
        match &keyset.value {
            Some(value) => {
                query.push(format_args!(" and ({expression} {comparison} ")).push_bind(value.clone());
                query.push(format_args!("::{sql_type} or ({expression} = ")).push_bind(value.clone());
                query.push(format_args!("::{sql_type} and c.id > ")).push_bind(keyset.id);
                query.push(format_args!(") or {expression} is null)"));
            }
            None => {
                query.push(format_args!(" and {expression} is null and c.id > ")).push_bind(keyset.id);
            }
        }
    }
    query.push(format_args!(" order by {expression} {direction} nulls last, c.id limit ")).push_bind(request.limit);
    if let Position::Offset(offset) = request.position {
        query.push(" offset ").push_bind(offset);
    }

    Ok(query.build_query_as().fetch_all(connection).await?)
}

/// The ids of all clients a filter lets through, in their order: what a file goes by, so that a client whose place in the
/// order changes meanwhile is told once.
pub async fn ids(
    connection: &mut PgConnection,
    scope: &Scope,
    filter: &ClientFilter,
    sort: SortField,
    direction: SortDirection,
) -> Result<Vec<Uuid>> {
    let (expression, _) = sort.expression();
    let direction = if direction == SortDirection::Ascending { "asc" } else { "desc" };
    let mut query = QueryBuilder::<Postgres>::new(
        "select c.id from client c left join staff csm on csm.id = c.csm_user_id left join staff ae on ae.id = c.ae_user_id",
    );
    push_where(&mut query, scope, filter);
    query.push(format_args!(" order by {expression} {direction} nulls last, c.id"));
    Ok(query.build_query_scalar().fetch_all(connection).await?)
}

/// Some clients, in the order given; those that left the scope are left out.
pub async fn some(connection: &mut PgConnection, scope: &Scope, ids: &[Uuid]) -> Result<Vec<ClientRow>> {
    let mut query = QueryBuilder::<Postgres>::new("select ");
    query.push(COLUMNS).push(", null::text as sort_value from unnest(").push_bind(ids);
    query.push(
        "::uuid[]) with ordinality as wanted(id, place) join client c on c.id = wanted.id
         left join staff csm on csm.id = c.csm_user_id left join staff ae on ae.id = c.ae_user_id",
    );
    push_where(&mut query, scope, &ClientFilter::default());
    query.push(" order by wanted.place");
    Ok(query.build_query_as().fetch_all(connection).await?)
}

/// How many clients a filter lets through.
pub async fn count(connection: &mut PgConnection, scope: &Scope, filter: &ClientFilter) -> Result<i64> {
    let mut query = QueryBuilder::<Postgres>::new("select count(*) from client c");
    push_where(&mut query, scope, filter);
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

/// The clients a filter lets through, summed.
#[derive(Debug, sqlx::FromRow)]
pub struct Matching {
    pub clients: i64,
    pub arr: Option<Decimal>,
    pub at_risk: i64,
}

/// How many clients a filter lets through, what they are worth, and how many of them are at risk.
pub async fn sum(connection: &mut PgConnection, scope: &Scope, filter: &ClientFilter) -> Result<Matching> {
    let mut query = QueryBuilder::<Postgres>::new(
        "select count(*) as clients, sum(c.annual_recurring_revenue) as arr,
           count(*) filter (where c.at_risk_reasons <> '{}') as at_risk
         from client c",
    );
    push_where(&mut query, scope, filter);
    Ok(query.build_query_as().fetch_one(connection).await?)
}
