use domain::{StaffId, staff::Role};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, parse_column};

/// Someone who can be named in a note.
#[derive(Debug, Clone)]
pub struct StaffNameRow {
    pub id: StaffId,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub role: Role,
}

/// Everyone who works here.
pub async fn roster(connection: &mut PgConnection) -> Result<Vec<StaffNameRow>> {
    sqlx::query!("select id, email, first_name, last_name, role from staff where is_active order by id")
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(|row| {
            Ok(StaffNameRow {
                id: StaffId(row.id),
                email: row.email,
                first_name: row.first_name,
                last_name: row.last_name,
                role: parse_column("staff", "role", &row.role)?,
            })
        })
        .collect()
}

/// Whom a note names, and what became of it.
#[derive(Debug, Clone)]
pub struct MentionedRow {
    pub note_id: Uuid,
    pub staff_id: Uuid,
    pub staff_name: String,
    pub outcome: String,
}

/// Whom these notes name. The caller may read them.
pub async fn mentions(connection: &mut PgConnection, clients: &[Uuid], notes: &[Uuid]) -> Result<Vec<MentionedRow>> {
    let rows = sqlx::query_as!(
        MentionedRow,
        r#"select m.note_id, m.staff_id, s.first_name || ' ' || s.last_name as "staff_name!", m.outcome
           from note_mention m join staff s on s.id = m.staff_id
           where m.client_id = any($1) and m.note_id = any($2)
           order by m.note_id, s.last_name, s.first_name, s.id"#,
        clients,
        notes
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Those of whom a note tells that they were notified.
pub async fn mentions_of(connection: &mut PgConnection, client: Uuid, note: Uuid) -> Result<Vec<Uuid>> {
    let ids = sqlx::query_scalar!(
        "select staff_id from note_mention where client_id = $1 and note_id = $2 and outcome = 'NOTIFIED'",
        client,
        note
    )
    .fetch_all(connection)
    .await?;
    Ok(ids)
}

/// Writes whom a note names, in place of whom it named before.
pub async fn put_mentions(
    connection: &mut PgConnection,
    client: Uuid,
    note: Uuid,
    mentions: &[(StaffId, &'static str)],
) -> Result<()> {
    let staff: Vec<Uuid> = mentions.iter().map(|(id, _)| id.0).collect();
    let outcomes: Vec<String> = mentions.iter().map(|(_, outcome)| (*outcome).to_owned()).collect();
    sqlx::query!("delete from note_mention where client_id = $1 and note_id = $2", client, note)
        .execute(&mut *connection)
        .await?;
    sqlx::query!(
        "insert into note_mention (client_id, note_id, staff_id, outcome)
         select $1, $2, staff_id, outcome from unnest($3::uuid[], $4::text[]) as x(staff_id, outcome)",
        client,
        note,
        &staff,
        &outcomes
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes back what was told of a note: it is private now, or gone.
pub async fn forget_note(connection: &mut PgConnection, client: Uuid, note: Uuid) -> Result<u64> {
    let done = sqlx::query!("delete from notification where client_id = $1 and note_id = $2", client, note)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}
