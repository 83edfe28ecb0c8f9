//! The schema goes up, down, and up again.

use harness::{
    TestDatabase,
    seed::{self, ClientSeed, date, days_ago, today},
};
use sqlx::PgPool;

/// Everything in our schema: relations with their columns, indexes, constraints, functions and triggers.
async fn catalogue(pool: &PgPool) -> Vec<String> {
    sqlx::query_scalar(
        "select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) ||
             case when a.attnotnull then ' not null' else '' end
         from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
           and c.relkind in ('r', 'p', 'v') and c.relname <> '_sqlx_migrations'
         union all
         select 'index ' || indexdef from pg_indexes where schemaname = 'public' and tablename <> '_sqlx_migrations'
         union all
         select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
         from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> 0
           and conrelid::regclass::text <> '_sqlx_migrations'
         union all
         select 'function ' || p.oid::regprocedure from pg_proc p
         where p.pronamespace = 'public'::regnamespace
           and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
         union all
         select 'trigger ' || tgrelid::regclass || ' ' || tgname from pg_trigger where not tgisinternal
           and tgrelid::regclass::text !~ '^graphile_worker'
         order by 1",
    )
    .fetch_all(pool)
    .await
    .expect("the catalogue")
}

async fn up(pool: &PgPool) {
    store::MIGRATOR.run(pool).await.expect("every migration goes up");
}

async fn down(pool: &PgPool) {
    store::MIGRATOR.undo(pool, 0).await.expect("every migration goes down");
}

#[tokio::test]
async fn all_up_all_down_and_all_up_again_on_an_empty_database() {
    let database = TestDatabase::empty().await;
    let pool = database.pool().await;
    assert_eq!(catalogue(&pool).await, Vec::<String>::new());
    up(&pool).await;
    let first = catalogue(&pool).await;
    assert!(first.len() > 300, "{} things", first.len());
    down(&pool).await;
    assert_eq!(catalogue(&pool).await, Vec::<String>::new(), "something stays behind");
    up(&pool).await;
    assert_eq!(catalogue(&pool).await, first);
    // A second run finds nothing to do.
    up(&pool).await;
    assert_eq!(catalogue(&pool).await, first);
}

#[tokio::test]
async fn each_one_alone_goes_down_and_up_again() {
    let database = TestDatabase::empty().await;
    let pool = database.pool().await;
    up(&pool).await;
    let whole = catalogue(&pool).await;
    let versions: Vec<i64> =
        store::MIGRATOR.iter().filter(|m| m.migration_type.is_up_migration()).map(|m| m.version).collect();
    assert!(versions.is_sorted() && versions.len() >= 9);
    for index in (0..versions.len()).rev() {
        let target = if index == 0 { 0 } else { versions[index - 1] };
        store::MIGRATOR.undo(&pool, target).await.unwrap_or_else(|error| panic!("{} down: {error}", versions[index]));
        let after_down = catalogue(&pool).await;
        assert_ne!(after_down, whole, "{} takes nothing away", versions[index]);
    }
    up(&pool).await;
    assert_eq!(catalogue(&pool).await, whole);
}

#[tokio::test]
async fn down_on_a_database_in_use() {
    let database = TestDatabase::migrated().await;
    let pool = database.pool().await;
    let before = catalogue(&pool).await;
    seed::staff::insert_everyone(&pool).await;
    seed::feeds::connect_all(&pool, seed::now()).await;
    let acme = ClientSeed::new(pool.clone(), "Acme").ae(seed::AE).since(date("2025-05-01")).insert().await;
    acme.ordinary().await;
    acme.unpaid_invoice(10).await;
    acme.renewal(domain::revenue::ForecastCategory::Commit, seed::in_days(30)).await;
    seed::history::partitions(&pool, "client_health_score", days_ago(60), today()).await;
    seed::history::partitions(&pool, "audit_log", days_ago(60), today()).await;
    down(&pool).await;
    assert_eq!(catalogue(&pool).await, Vec::<String>::new());
    harness::database::migrate(&pool).await;
    assert_eq!(catalogue(&pool).await, before);
}

#[tokio::test]
async fn files_imported_before_speak_until_the_day_they_described() {
    let database = TestDatabase::empty().await;
    let pool = database.pool().await;
    up(&pool).await;
    store::MIGRATOR.undo(&pool, 20_261_121_001_400).await.expect("down");
    sqlx::raw_sql(
        "insert into import_batch (id, source, status, mapping, as_of, created_at) values
           ('00000000-0000-7000-8000-000000000001', 'CLI', 'APPLIED', '{}', '2024-12-31', now()),
           ('00000000-0000-7000-8000-000000000002', 'CLI', 'UNDONE', '{}', '2025-06-30', now());
         insert into data_feed (feed, mode, connected_at, covers_until) values
           ('USAGE', 'IMPORT', now(), '2024-12-30'), ('SUPPORT', 'IMPORT', now(), '2024-12-20'), ('CRM', 'IMPORT', now(), null),
           ('BILLING', 'CONTINUOUS', now(), '2024-12-20'), ('SURVEY', 'IMPORT', now(), '2025-01-15');
         insert into import_prior_row (batch_id, entity, row_key, prior)
         select b.id, 'data_feed', f.feed, 'null' from import_batch b cross join data_feed f",
    )
    .execute(&pool)
    .await
    .expect("an import of old");
    up(&pool).await;
    let covers: String =
        sqlx::query_scalar("select string_agg(feed || ' ' || covers_until, ', ' order by feed) from data_feed")
            .fetch_one(&pool)
            .await
            .expect("feeds");
    let expected = "BILLING 2024-12-20, CRM 2024-12-31, SUPPORT 2024-12-31, SURVEY 2025-01-15, USAGE 2024-12-30";
    assert_eq!(covers, expected);
}

#[tokio::test]
async fn a_migration_that_was_changed_is_noticed() {
    let database = TestDatabase::migrated().await;
    let pool = database.pool().await;
    sqlx::query(
        "update _sqlx_migrations set checksum = '\\x00' where version = (select max(version) from _sqlx_migrations)",
    )
    .execute(&pool)
    .await
    .expect("changed");
    assert!(store::MIGRATOR.run(&pool).await.is_err());
}

#[tokio::test]
async fn every_client_owned_table_leads_with_its_client() {
    // What lets the data be spread over machines later: the client in every primary key, first.
    let database = TestDatabase::migrated().await;
    let pool = database.pool().await;
    let wrong: Vec<String> = sqlx::query_scalar(
        "select c.relname from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'client_id' and a.attnotnull
         left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
           and (k.oid is null or k.conkey[1] <> a.attnum)
         order by 1",
    )
    .fetch_all(&pool)
    .await
    .expect("the catalogue");
    assert_eq!(wrong, Vec::<String>::new());
}
