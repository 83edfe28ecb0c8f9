//! A database per test, cloned from one that was migrated once.

use std::{
    str::FromStr as _,
    sync::atomic::{AtomicU32, Ordering},
};

use sqlx::{
    AssertSqlSafe, Connection as _, Executor as _, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

/// Where tests make their databases: an address without a database.
const VARIABLE: &str = "STEWARD_TEST_DATABASE_URL";
/// Held while the template is made: `steward` in ASCII.
const TEMPLATE_LOCK: i64 = 0x0073_7465_7761_7264;

/// A database that is dropped with this value.
#[derive(Debug)]
pub struct TestDatabase {
    name: String,
}

impl TestDatabase {
    /// With every table, and no rows but those of the migrations.
    pub async fn migrated() -> Self {
        let template = template().await;
        Self::create(&format!("template {template} strategy file_copy")).await
    }

    /// With nothing at all.
    pub async fn empty() -> Self {
        Self::create("").await
    }

    async fn create(options: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("steward_t{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let mut admin = admin().await;
        // A process of the same number may have died and left its own.
        run(&mut admin, format!("drop database if exists {name} with (force)")).await;
        run(&mut admin, format!("create database {name} {options}")).await;
        Self { name }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its address.
    pub fn url(&self) -> String {
        address_of(&self.name)
    }

    /// A few connections of the test's own, besides those of the server.
    pub async fn pool(&self) -> PgPool {
        pool_of(&self.name).await
    }

    /// Refuses new connections and ends the present ones, as if the database were stopped.
    pub async fn stop_answering(&self) {
        let mut admin = admin().await;
        run(&mut admin, format!("alter database {} allow_connections false", self.name)).await;
        self.end_connections(&mut admin).await;
    }

    /// Undoes `stop_answering`.
    pub async fn answer_again(&self) {
        run(&mut admin().await, format!("alter database {} allow_connections true", self.name)).await;
    }

    /// Ends every connection, e.g. of a worker that is to die in the middle of its work.
    pub async fn end_connections(&self, admin: &mut PgConnection) {
        sqlx::query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1")
            .bind(&self.name)
            .execute(admin)
            .await
            .expect("connections can be ended");
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let name = self.name.clone();
        // Dropping is not async, and a test's runtime may be single-threaded: a thread with its own does it.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                run(&mut admin().await, format!("drop database if exists {name} with (force)")).await;
            });
        })
        .join();
        if dropped.is_err() && !std::thread::panicking() {
            panic!("the database {} could not be dropped", self.name);
        }
    }
}

/// A connection to the server that belongs to no test.
pub async fn admin() -> PgConnection {
    let options = PgConnectOptions::from_str(&base_address())
        .unwrap_or_else(|error| panic!("{VARIABLE} is no PostgreSQL address: {error}"))
        .database("postgres");
    PgConnection::connect_with(&options).await.unwrap_or_else(|error| {
        panic!("the PostgreSQL server of {VARIABLE} does not answer ({error}); start it with: scripts/postgres.sh start test")
    })
}

#[expect(clippy::disallowed_methods, reason = "nobody hands a configuration to a test program")]
fn base_address() -> String {
    std::env::var(VARIABLE)
        .unwrap_or_else(|_| panic!("{VARIABLE} is not set; run: export {VARIABLE}=$(scripts/postgres.sh start test)"))
}

fn address_of(database: &str) -> String {
    let base = base_address();
    let (address, parameters) = base.split_once('?').map_or((base.as_str(), None), |(a, p)| (a, Some(p)));
    let address = format!("{}/{database}", address.trim_end_matches('/'));
    parameters.map_or(address.clone(), |parameters| format!("{address}?{parameters}"))
}

async fn pool_of(database: &str) -> PgPool {
    let options = PgConnectOptions::from_str(&address_of(database)).expect("the address of a test database");
    PgPoolOptions::new().max_connections(4).connect_with(options).await.expect("the test database answers")
}

async fn run(connection: &mut PgConnection, sql: String) {
    let shown = sql.clone();
    connection.execute(AssertSqlSafe(sql)).await.unwrap_or_else(|error| panic!("{shown}: {error}"));
}

/// The name of the migrated database, made by whichever test comes first.
async fn template() -> String {
    let name = format!("steward_template_{:016x}", fingerprint());
    let mut admin = admin().await;
    if exists(&mut admin, &name).await {
        return name;
    }
    sqlx::query("select pg_advisory_lock($1)").bind(TEMPLATE_LOCK).execute(&mut admin).await.expect("a lock");
    if !exists(&mut admin, &name).await {
        drop_leftovers(&mut admin).await;
        let building = format!("{name}_building");
        run(&mut admin, format!("drop database if exists {building} with (force)")).await;
        run(&mut admin, format!("create database {building}")).await;
        let pool = pool_of(&building).await;
        migrate(&pool).await;
        pool.close().await;
        // Under its name only once it is whole: a process that dies half-way leaves no half template.
        run(&mut admin, format!("alter database {building} rename to {name}")).await;
    }
    admin.close().await.expect("the lock is released");
    name
}

/// Everything `steward migrate` does, and the months tests play in.
pub async fn migrate(pool: &PgPool) {
    store::MIGRATOR.run(pool).await.expect("the migrations run");
    store::jobs::migrate(pool).await.expect("the queue's migrations run");
    let mut connection = pool.acquire().await.expect("a connection");
    store::partitions::ensure_ahead(&mut connection, crate::seed::today()).await.expect("the months ahead are made");
}

async fn exists(admin: &mut PgConnection, name: &str) -> bool {
    sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(name)
        .fetch_one(admin)
        .await
        .expect("the list of databases")
}

/// Templates of other schemas, and databases of test programs that were killed.
async fn drop_leftovers(admin: &mut PgConnection) {
    let names: Vec<String> = sqlx::query_scalar(
        "select d.datname from pg_database d
         where (d.datname ~ '^steward_t[0-9]' or d.datname ~ '^steward_template_')
           and not exists (select from pg_stat_activity a where a.datname = d.datname)",
    )
    .fetch_all(&mut *admin)
    .await
    .expect("the list of databases");
    for name in names {
        // One that is in use again by now stays.
        drop(admin.execute(AssertSqlSafe(format!("drop database if exists {name}"))).await);
    }
}

/// Changes with the migrations and with the queue's crate, which brings its own.
fn fingerprint() -> u64 {
    let lock = include_str!("../../Cargo.lock");
    let queue = lock.split("[[package]]").filter(|package| package.contains("name = \"graphile_worker"));
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut feed = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for migration in store::MIGRATOR.iter() {
        feed(&migration.version.to_be_bytes());
        feed(&migration.checksum);
    }
    for package in queue {
        feed(package.as_bytes());
    }
    hash
}
