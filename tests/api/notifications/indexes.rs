//! What is asked all day long is found by index, however much there is.

use chrono::Duration;
use domain::{Scope, TeamScope, notification::Channel};
use harness::{TestDatabase, plan::Explaining, seed};
use store::notifications::NotificationFilter;

async fn years(database: &TestDatabase) {
    let pool = database.pool().await;
    seed::staff::insert_everyone(&pool).await;
    let mut connection = pool.acquire().await.expect("a connection");
    sqlx::query("set synchronous_commit = on").execute(&mut *connection).await.expect("set");
    for sql in [
        "insert into client (id, name, contract_tier, contract_start_date, csm_user_id, is_active)
         select uuid_v7(), 'Client ' || n, 'ENTERPRISE', '2025-01-01', $1, true from generate_series(1, 500) as n",
        "insert into notification (recipient_id, id, kind, client_id, read_at, created_at)
         select s.id, uuid_v7(), 'ALERTS', c.id, case when n % 20 > 0 then now() end, now() - n * interval '1 minute'
         from generate_series(1, 40) as n cross join client c cross join staff s
         where c.name like '%0' or n % 20 = 0",
        "insert into notification_delivery (id, channel, kind, recipient_id, key, state, next_attempt_at, created_at)
         select uuid_v7(), 'EMAIL', 'ALERTS', $1, n::text, case when n % 500 = 0 then 'PENDING' else 'SENT' end,
           now() - interval '1 hour', now() - n * interval '1 minute'
         from generate_series(1, 20000) as n",
    ] {
        let insert = sqlx::query(sql);
        // A statement that knows no value takes none.
        let insert = if sql.contains("$1") { insert.bind(seed::CSM.id()) } else { insert };
        insert.execute(&mut *connection).await.expect("rows");
    }
    sqlx::query("vacuum analyze client, staff, notification, notification_delivery")
        .execute(&mut *connection)
        .await
        .expect("statistics");
}

#[track_caller]
fn uses(nodes: &[String], index: &str, table: &str) {
    assert!(nodes.iter().any(|node| node.contains("Index") && node.ends_with(index)), "{index} in {nodes:?}");
    let whole = format!("Seq Scan {table}");
    assert!(!nodes.contains(&whole), "{whole} in {nodes:?}");
}

#[tokio::test]
async fn the_menu_its_count_and_what_is_due_use_their_index() {
    let database = TestDatabase::migrated().await;
    years(&database).await;
    let mut explaining = Explaining::connect(&database).await;
    let (scope, reader) = (Scope::Csm(seed::CSM.staff_id()), seed::CSM.staff_id());
    let unread = store::notifications::unread(&mut explaining.connection, &scope, TeamScope::ALL, reader)
        .await
        .expect("a count");
    assert!(unread > 0);
    uses(&explaining.nodes(), "notification_unread_idx", "notification");

    let filter = NotificationFilter { limit: 11, ..NotificationFilter::default() };
    let (rows, _) = store::notifications::list(&mut explaining.connection, &scope, TeamScope::ALL, reader, &filter)
        .await
        .expect("a page");
    assert_eq!(rows.len(), 11);
    uses(&explaining.nodes(), "notification_list_idx", "notification");

    let now: chrono::DateTime<chrono::Utc> =
        sqlx::query_scalar("select now()").fetch_one(&mut explaining.connection).await.expect("the time");
    explaining.nodes();
    let due =
        store::notifications::claim(&mut explaining.connection, Channel::Email, now, now + Duration::minutes(2), 8);
    assert_eq!(due.await.expect("what is due").len(), 8);
    uses(&explaining.nodes(), "notification_delivery_due_idx", "notification_delivery");
}
