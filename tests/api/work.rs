//! Rows of what people did for a client and wrote about it, straight in the database.

use harness::{Person, TestServer};
use uuid::Uuid;

async fn client(server: &TestServer, external_id: &str) -> Uuid {
    sqlx::query_scalar("select id from client where external_id = $1")
        .bind(external_id)
        .fetch_one(&server.pool)
        .await
        .expect("the client")
}

/// A new contact of a client.
pub async fn contact(server: &TestServer, external_id: &str) -> Uuid {
    sqlx::query_scalar(
        "insert into client_contact (client_id, id, name, role) values ($1, uuid_v7(), 'Sarah', 'USER') returning id",
    )
    .bind(client(server, external_id).await)
    .fetch_one(&server.pool)
    .await
    .expect("a contact")
}

/// A new activity of someone with a client.
pub async fn activity(server: &TestServer, external_id: &str, by: &Person) -> Uuid {
    sqlx::query("select ensure_month_partitions('client_activity', $1, $1)")
        .bind(server.today())
        .execute(&server.pool)
        .await
        .expect("the month");
    sqlx::query_scalar(
        "insert into client_activity (client_id, id, occurred_at, activity_type, subject, performed_by_id)
         values ($1, uuid_v7(), $2, 'CALL', 'Check-in', $3) returning id",
    )
    .bind(client(server, external_id).await)
    .bind(server.now())
    .bind(by.id())
    .fetch_one(&server.pool)
    .await
    .expect("an activity")
}

/// A new note of someone about a client.
pub async fn note(server: &TestServer, external_id: &str, by: &Person) -> Uuid {
    sqlx::query_scalar(
        "insert into client_note (client_id, id, content, created_by_id) values ($1, uuid_v7(), 'Start early.', $2)
         returning id",
    )
    .bind(client(server, external_id).await)
    .bind(by.id())
    .fetch_one(&server.pool)
    .await
    .expect("a note")
}

/// What the audit log holds of an operation: who, and what changed.
pub async fn audited(server: &TestServer, operation: &str) -> Vec<(String, Option<serde_json::Value>)> {
    sqlx::query_as("select actor, changes from audit_log where operation = $1 order by occurred_at, ctid")
        .bind(operation)
        .fetch_all(&server.pool)
        .await
        .expect("the audit log")
}
