use chrono::{DateTime, NaiveDate, Utc};
use domain::Scope;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Result;

/// What people enter about a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactFields {
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
    pub notes: Option<String>,
    pub left_company_at: Option<NaiveDate>,
}

/// A contact as it stands before an edit.
#[derive(Debug, Clone)]
pub struct EditableContact {
    pub client_id: Uuid,
    pub id: Uuid,
    pub version: i32,
    pub fields: ContactFields,
}

/// Reads a contact within scope and holds its row until the transaction ends.
pub async fn editable(connection: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<Option<EditableContact>> {
    let row = sqlx::query!(
        "select k.client_id, k.id, k.version, k.name, k.email, k.phone, k.title, k.role, k.is_primary, k.is_billing,
           k.is_technical, k.is_key, k.platform_user_id, k.notes, k.left_company_at
         from client_contact k
         join client c on c.id = k.client_id
         where k.id = $1
           and ($2::uuid is null or c.csm_user_id = $2)
           and ($3::uuid is null or c.ae_user_id = $3)
         for update of k",
        id,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| EditableContact {
        client_id: row.client_id,
        id: row.id,
        version: row.version,
        fields: ContactFields {
            name: row.name,
            email: row.email,
            phone: row.phone,
            title: row.title,
            role: row.role,
            is_primary: row.is_primary,
            is_billing: row.is_billing,
            is_technical: row.is_technical,
            is_key: row.is_key,
            platform_user_id: row.platform_user_id,
            notes: row.notes,
            left_company_at: row.left_company_at,
        },
    }))
}

/// Writes a new contact.
pub async fn insert(
    connection: &mut PgConnection,
    client: Uuid,
    id: Uuid,
    fields: &ContactFields,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into client_contact (client_id, id, name, email, phone, title, role, is_primary, is_billing, is_technical,
           is_key, platform_user_id, last_platform_login, notes, left_company_at, is_active, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
           (select max(date)::timestamp at time zone 'UTC' from usage_user_daily
            where client_id = $1 and user_id = $12 and logins > 0),
           $13, $14, $14::date is null, $15)",
        client,
        id,
        fields.name,
        fields.email,
        fields.phone,
        fields.title,
        fields.role,
        fields.is_primary,
        fields.is_billing,
        fields.is_technical,
        fields.is_key,
        fields.platform_user_id,
        fields.notes,
        fields.left_company_at,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes an edit; returns the new version. Another platform user brings another last sign-in. The row no longer counts
/// as an import's own, so that undoing the import leaves it alone.
pub async fn update(connection: &mut PgConnection, contact: &EditableContact, fields: &ContactFields) -> Result<i32> {
    let version = sqlx::query_scalar!(
        "update client_contact k set
           name = $3, email = $4, phone = $5, title = $6, role = $7, is_primary = $8, is_billing = $9, is_technical = $10,
           is_key = $11,
           last_platform_login = case when k.platform_user_id is not distinct from $12 then k.last_platform_login else
             (select max(date)::timestamp at time zone 'UTC' from usage_user_daily
              where client_id = $1 and user_id = $12 and logins > 0) end,
           platform_user_id = $12, notes = $13, left_company_at = $14, is_active = $14::date is null,
           import_batch_id = null, version = version + 1
         where client_id = $1 and id = $2
         returning version",
        contact.client_id,
        contact.id,
        fields.name,
        fields.email,
        fields.phone,
        fields.title,
        fields.role,
        fields.is_primary,
        fields.is_billing,
        fields.is_technical,
        fields.is_key,
        fields.platform_user_id,
        fields.notes,
        fields.left_company_at
    )
    .fetch_one(connection)
    .await?;
    Ok(version)
}

/// Removes a contact.
pub async fn delete(connection: &mut PgConnection, client: Uuid, id: Uuid) -> Result<()> {
    sqlx::query!("delete from client_contact where client_id = $1 and id = $2", client, id).execute(connection).await?;
    Ok(())
}
