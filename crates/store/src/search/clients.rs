use domain::Scope;
use sqlx::PgConnection;
use uuid::Uuid;

use super::names::NameSearch;
use crate::Result;

/// Rows looked at before the best of them are taken, where a word is in very many names.
const LOOKED_AT: i64 = 300;
/// The same for names that are spelled almost so, and those of them a caller compares letter by letter.
const ALMOST_LOOKED_AT: i64 = 2_000;
const ALMOST_COMPARED: i64 = 60;

/// A client that was found.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FoundClient {
    pub id: Uuid,
    pub external_id: Option<String>,
    pub name: String,
    /// The name as it is compared.
    pub folded: String,
    pub lifecycle_status: String,
    pub health_status: Option<String>,
    pub csm_user_id: Option<Uuid>,
    pub csm_name: Option<String>,
}

/// Clients by id of another system, by the beginning of their name, and by words in it, in this order.
pub async fn clients(connection: &mut PgConnection, scope: &Scope, search: &NameSearch) -> Result<Vec<FoundClient>> {
    let rows = sqlx::query_as(include_str!("clients.sql"))
        .persistent(false)
        .bind(scope.csm())
        .bind(scope.account_executive())
        .bind(&search.typed)
        .bind(&search.beginning)
        .bind(&search.words)
        .bind(&search.letters)
        .bind(search.limit)
        .bind(LOOKED_AT)
        .fetch_all(connection)
        .await?;
    Ok(rows)
}

/// Clients whose name is spelled almost so, the likeliest first: more than were asked for, to be compared letter by letter.
pub async fn misspelt_clients(
    connection: &mut PgConnection,
    scope: &Scope,
    search: &NameSearch,
) -> Result<Vec<FoundClient>> {
    let rows = sqlx::query_as(include_str!("misspelt_clients.sql"))
        .persistent(false)
        .bind(scope.csm())
        .bind(scope.account_executive())
        .bind(&search.folded)
        .bind(&search.misspelt)
        .bind(&search.letters)
        .bind(ALMOST_COMPARED)
        .bind(ALMOST_LOOKED_AT)
        .fetch_all(connection)
        .await?;
    Ok(rows)
}
