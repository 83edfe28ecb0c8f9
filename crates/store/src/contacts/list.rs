use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// A contact.
#[derive(Debug, Clone)]
pub struct ContactRow {
    pub client_id: Uuid,
    pub id: Uuid,
    pub external_id: Option<String>,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub title: Option<String>,
    pub role: String,
    pub is_primary: bool,
    pub is_billing: bool,
    pub is_technical: bool,
    pub is_key: bool,
    pub platform_user_id: Option<String>,
    pub last_platform_login: Option<DateTime<Utc>>,
    pub last_csm_contact: Option<DateTime<Utc>>,
    pub notes: Option<String>,
    pub is_active: bool,
    pub left_company_at: Option<NaiveDate>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Every contact of a client: key people first, those who left last. Coverage of roles is asked of all of them.
pub async fn of_client(connection: &mut PgConnection, scope: &Scope, client: Uuid) -> Result<Vec<ContactRow>> {
    let rows = sqlx::query_as!(
        ContactRow,
        "select k.client_id, k.id, k.external_id, k.name, k.email, k.phone, k.title, k.role, k.is_primary, k.is_billing,
           k.is_technical, k.is_key, k.platform_user_id, k.last_platform_login, k.last_csm_contact, k.notes, k.is_active,
           k.left_company_at, k.version, k.created_at, k.updated_at
         from client_contact k
         join client c on c.id = k.client_id
         where k.client_id = $1
           and ($2::uuid is null or c.csm_user_id = $2)
           and ($3::uuid is null or c.ae_user_id = $3)
         order by k.left_company_at is not null or not k.is_active, not k.is_key, lower(k.name), k.id",
        client,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// One contact within scope.
pub async fn get(connection: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<Option<ContactRow>> {
    let row = sqlx::query_as!(
        ContactRow,
        "select k.client_id, k.id, k.external_id, k.name, k.email, k.phone, k.title, k.role, k.is_primary, k.is_billing,
           k.is_technical, k.is_key, k.platform_user_id, k.last_platform_login, k.last_csm_contact, k.notes, k.is_active,
           k.left_company_at, k.version, k.created_at, k.updated_at
         from client_contact k
         join client c on c.id = k.client_id
         where k.id = $1
           and ($2::uuid is null or c.csm_user_id = $2)
           and ($3::uuid is null or c.ae_user_id = $3)",
        id,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// A contact who has a platform user.
#[derive(Debug)]
pub struct PlatformContactRow {
    pub user_id: String,
    pub contact_id: Uuid,
    pub name: String,
}

/// Which platform users of a client within scope are whom we know, one contact per user.
pub async fn platform_users(
    connection: &mut PgConnection,
    scope: &Scope,
    client: Uuid,
) -> Result<Vec<PlatformContactRow>> {
    let rows = sqlx::query_as!(
        PlatformContactRow,
        r#"select distinct on (k.platform_user_id) k.platform_user_id as "user_id!", k.id as contact_id, k.name
           from client_contact k
           join client c on c.id = k.client_id
           where k.client_id = $1 and k.is_active and k.platform_user_id is not null
             and ($2::uuid is null or c.csm_user_id = $2)
             and ($3::uuid is null or c.ae_user_id = $3)
           order by k.platform_user_id, k.id"#,
        client,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
