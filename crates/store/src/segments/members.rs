use domain::Scope;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::{Result, filter::FilterOn};

/// Those of these clients that lie within scope and whom a filter lets through.
pub async fn members_among(
    connection: &mut PgConnection,
    scope: &Scope,
    clients: &[Uuid],
    filter: &FilterOn,
) -> Result<Vec<Uuid>> {
    let mut query = QueryBuilder::<Postgres>::new("select c.id from client c where c.id = any(");
    query.push_bind(clients.to_vec()).push(")");
    if let Some(id) = scope.csm() {
        query.push(" and c.csm_user_id = ").push_bind(id);
    }
    if let Some(id) = scope.account_executive() {
        query.push(" and c.ae_user_id = ").push_bind(id);
    }
    query.push(" and ");
    filter.push(&mut query);
    Ok(query.build_query_scalar().fetch_all(connection).await?)
}
