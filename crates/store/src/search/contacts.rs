use chrono::NaiveDate;
use domain::Scope;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{names::NameSearch, pattern::like_beginning};
use crate::Result;

/// Rows looked at before the best of them are taken, where a word is in very many names.
const LOOKED_AT: i64 = 300;
/// The same for names that are spelled almost so, and those of them a caller compares letter by letter.
const ALMOST_LOOKED_AT: i64 = 2_000;
const ALMOST_COMPARED: i64 = 60;

/// A contact that was found.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FoundContact {
    pub client_id: Uuid,
    pub client_name: String,
    pub id: Uuid,
    pub name: String,
    /// The name as it is compared.
    pub folded: String,
    pub email: Option<String>,
    pub title: Option<String>,
    pub role: String,
    pub is_active: bool,
    pub left_company_at: Option<NaiveDate>,
}

/// Contacts by the beginning of their name, and by words in it, in this order.
pub async fn contacts(connection: &mut PgConnection, scope: &Scope, search: &NameSearch) -> Result<Vec<FoundContact>> {
    let rows = sqlx::query_as(include_str!("contacts.sql"))
        .persistent(false)
        .bind(scope.csm())
        .bind(scope.account_executive())
        .bind(&search.beginning)
        .bind(&search.words)
        .bind(&search.letters)
        .bind(search.limit)
        .bind(LOOKED_AT)
        .fetch_all(connection)
        .await?;
    Ok(rows)
}

/// Contacts whose name is spelled almost so, the likeliest first: more than were asked for, to be compared letter by letter.
pub async fn misspelt_contacts(
    connection: &mut PgConnection,
    scope: &Scope,
    search: &NameSearch,
) -> Result<Vec<FoundContact>> {
    let rows = sqlx::query_as(include_str!("misspelt_contacts.sql"))
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

/// Contacts whose address begins as was typed.
pub async fn contacts_by_email(
    connection: &mut PgConnection,
    scope: &Scope,
    search: &NameSearch,
) -> Result<Vec<FoundContact>> {
    let rows = sqlx::query_as(include_str!("contacts_by_email.sql"))
        .persistent(false)
        .bind(scope.csm())
        .bind(scope.account_executive())
        .bind(like_beginning(&search.typed.to_lowercase()))
        .bind(search.limit)
        .fetch_all(connection)
        .await?;
    Ok(rows)
}
