//! The same change to many clients, a statement each however many there are.

use chrono::NaiveDate;
use domain::Scope;
use serde::Serialize;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::filter::{ClientFilter, push_where};
use crate::{Error, Result};

/// A client before a change.
#[derive(Debug, Clone)]
pub struct BulkRow {
    pub id: Uuid,
    pub name: String,
    pub tags: Vec<String>,
    pub csm_user_id: Option<Uuid>,
    pub ae_user_id: Option<Uuid>,
}

/// The clients of a filter by id, at most `limit` of them.
pub async fn matching(
    connection: &mut PgConnection,
    scope: &Scope,
    filter: &ClientFilter,
    limit: i64,
) -> Result<Vec<Uuid>> {
    let mut query = QueryBuilder::<Postgres>::new("select c.id from client c");
    push_where(&mut query, scope, filter);
    query.push(" order by c.id limit ").push_bind(limit);
    Ok(query.build_query_scalar().fetch_all(connection).await?)
}

/// Reads those of these clients that are within scope, and holds them until the transaction ends: in the order of their
/// ids, like everyone who holds many.
pub async fn hold(connection: &mut PgConnection, scope: &Scope, ids: &[Uuid]) -> Result<Vec<BulkRow>> {
    let rows = sqlx::query_as!(
        BulkRow,
        "select id, name, tags, csm_user_id, ae_user_id
         from client
         where id = any($1)
           and ($2::uuid is null or csm_user_id = $2)
           and ($3::uuid is null or ae_user_id = $3)
         order by id
         for no key update",
        ids,
        scope.csm(),
        scope.account_executive()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// A client and the tags it is to have.
#[derive(Debug, Clone, Serialize)]
pub struct NewTags {
    pub id: Uuid,
    pub tags: Vec<String>,
}

/// Writes tags. Like after any edit, the rows no longer count as an import's own.
pub async fn write_tags(connection: &mut PgConnection, rows: &[NewTags]) -> Result<()> {
    let rows = serde_json::to_value(rows).map_err(|error| Error::Inconsistent {
        table: "client",
        column: "tags",
        value: error.to_string(),
    })?;
    sqlx::query!(
        "update client c set tags = r.tags, import_batch_id = null, version = version + 1
         from jsonb_to_recordset($1) as r(id uuid, tags text[])
         where c.id = r.id",
        rows
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Which of the two owners of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnerRole {
    Csm,
    Ae,
}

/// Gives clients an owner, or none, from `today` on; the assignment before ends, and one of the same day is replaced.
pub async fn assign(
    connection: &mut PgConnection,
    ids: &[Uuid],
    role: OwnerRole,
    user: Option<Uuid>,
    today: NaiveDate,
) -> Result<()> {
    let word = match role {
        OwnerRole::Csm => {
            sqlx::query!(
                "update client set csm_user_id = $2, import_batch_id = null, version = version + 1 where id = any($1)",
                ids,
                user
            )
            .execute(&mut *connection)
            .await?;
            "CSM"
        }
        OwnerRole::Ae => {
            sqlx::query!(
                "update client set ae_user_id = $2, import_batch_id = null, version = version + 1 where id = any($1)",
                ids,
                user
            )
            .execute(&mut *connection)
            .await?;
            "AE"
        }
    };
    sqlx::query!(
        "delete from csm_assignment where client_id = any($1) and role = $2 and valid_from = $3",
        ids,
        word,
        today
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "update csm_assignment set valid_to = $3 where client_id = any($1) and role = $2 and valid_to is null",
        ids,
        word,
        today
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "insert into csm_assignment (client_id, role, valid_from, user_id)
         select id, $2, $3, $4 from unnest($1::uuid[]) as t(id) where $4::uuid is not null",
        ids,
        word,
        today,
        user
    )
    .execute(connection)
    .await?;
    Ok(())
}
