use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use rust_decimal::Decimal;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::{Result, filter::FilterOn};

/// What the members of a cohort have in common; none restricts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cohort {
    pub tier: Option<String>,
    pub industry: Option<String>,
    pub employees_min: Option<i32>,
    pub employees_max: Option<i32>,
    /// Contracts that began after this day.
    pub started_after: Option<NaiveDate>,
    /// And up to this one.
    pub started_until: Option<NaiveDate>,
}

/// What a client is compared by.
#[derive(Debug)]
pub struct SubjectRow {
    pub as_of: NaiveDate,
    pub contract_tier: String,
    pub industry: String,
    pub employee_count: Option<i32>,
    pub contract_start_date: NaiveDate,
    pub health_score: Option<i16>,
    pub profile: Option<String>,
    pub adoption_score: Option<Decimal>,
    pub actions: Option<i64>,
    pub licensed_user_count: Option<i32>,
    pub tickets: Option<i32>,
    pub computed_at: DateTime<Utc>,
}

/// A client within scope, as it is compared; none before it was computed.
pub async fn subject(connection: &mut PgConnection, scope: &Scope, client: Uuid) -> Result<Option<SubjectRow>> {
    let row = sqlx::query_as!(
        SubjectRow,
        "select b.as_of, b.contract_tier, b.industry, b.employee_count, b.contract_start_date, b.health_score, b.profile,
           b.adoption_score, b.actions, b.licensed_user_count, b.tickets, b.computed_at
         from client_benchmark_standing b join client c on c.id = b.client_id
         where b.client_id = $1
           and ($2::uuid is null or c.csm_user_id = $2)
           and ($3::uuid is null or c.ae_user_id = $3)",
        client,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// One of the others, without a name.
#[derive(Debug, sqlx::FromRow)]
pub struct MemberRow {
    pub client_id: Uuid,
    pub health_score: Option<i16>,
    pub profile: Option<String>,
    pub adoption_score: Option<Decimal>,
    pub actions: Option<i64>,
    pub licensed_user_count: Option<i32>,
    pub tickets: Option<i32>,
}

/// The others of a cohort: active, and live for ninety days or more.
pub async fn cohort(connection: &mut PgConnection, subject: Uuid, cohort: &Cohort) -> Result<Vec<MemberRow>> {
    let rows = sqlx::query_as!(
        MemberRow,
        "select client_id, health_score, profile, adoption_score, actions, licensed_user_count, tickets
         from client_benchmark_standing
         where is_peer and client_id <> $1
           and ($2::text is null or contract_tier = $2)
           and ($3::text is null or industry = $3)
           and ($4::integer is null or employee_count >= $4)
           and ($5::integer is null or employee_count <= $5)
           and ($6::date is null or contract_start_date > $6)
           and ($7::date is null or contract_start_date <= $7)",
        subject,
        cohort.tier,
        cohort.industry,
        cohort.employees_min,
        cohort.employees_max,
        cohort.started_after,
        cohort.started_until
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The others whom a filter lets through, among those of a scope: active, and live for ninety days or more.
pub async fn segment(
    connection: &mut PgConnection,
    scope: &Scope,
    subject: Uuid,
    filter: &FilterOn,
) -> Result<Vec<MemberRow>> {
    let mut query = QueryBuilder::<Postgres>::new(
        "select b.client_id, b.health_score, b.profile, b.adoption_score, b.actions, b.licensed_user_count, b.tickets
         from client_benchmark_standing b join client c on c.id = b.client_id
         where b.is_peer and b.client_id <> ",
    );
    query.push_bind(subject);
    if let Some(id) = scope.csm() {
        query.push(" and c.csm_user_id = ").push_bind(id);
    }
    if let Some(id) = scope.account_executive() {
        query.push(" and c.ae_user_id = ").push_bind(id);
    }
    query.push(" and ");
    filter.push(&mut query);
    Ok(query.build_query_as().fetch_all(connection).await?)
}

/// A client that may be named.
#[derive(Debug)]
pub struct NamedRow {
    pub id: Uuid,
    pub name: String,
    pub contract_tier: String,
    pub industry: Option<String>,
}

/// The first of these clients that lie within scope, in the order given.
pub async fn first_named(
    connection: &mut PgConnection,
    scope: &Scope,
    clients: &[Uuid],
    limit: i64,
) -> Result<Vec<NamedRow>> {
    let rows = sqlx::query_as!(
        NamedRow,
        "select c.id, c.name, c.contract_tier, c.industry
         from unnest($1::uuid[]) with ordinality as wanted(id, place) join client c on c.id = wanted.id
         where ($2::uuid is null or c.csm_user_id = $2)
           and ($3::uuid is null or c.ae_user_id = $3)
         order by wanted.place
         limit $4",
        clients,
        scope.csm(),
        scope.account_executive(),
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// How many others a cohort has.
pub async fn size(connection: &mut PgConnection, subject: Uuid, cohort: &Cohort) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from client_benchmark_standing
           where is_peer and client_id <> $1
             and ($2::text is null or contract_tier = $2)
             and ($3::text is null or industry = $3)
             and ($4::integer is null or employee_count >= $4)
             and ($5::integer is null or employee_count <= $5)
             and ($6::date is null or contract_start_date > $6)
             and ($7::date is null or contract_start_date <= $7)"#,
        subject,
        cohort.tier,
        cohort.industry,
        cohort.employees_min,
        cohort.employees_max,
        cohort.started_after,
        cohort.started_until
    )
    .fetch_one(connection)
    .await?;
    Ok(count)
}
