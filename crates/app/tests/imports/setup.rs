use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use app::{
    Actor, Context, Error, Ids,
    imports::{ImportReport, ImportRequest, ImportSource, InputFile},
    notifications::Outbound,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::FixedClock;
use sqlx::{Connection, Executor, PgConnection, PgPool, Row, postgres::PgConnectOptions};

/// A database of its own, with a clock that stands still.
pub struct World {
    pub context: Context,
    pub name: String,
}

pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/import")
}

fn address(database: &str) -> String {
    #[expect(clippy::disallowed_methods, reason = "where the test database is, is the environment's to say")]
    let base = std::env::var("STEWARD_TEST_DATABASE_URL").expect("STEWARD_TEST_DATABASE_URL names a PostgreSQL server");
    match base.split_once('?') {
        Some((server, options)) => format!("{}/{database}?{options}", server.trim_end_matches('/')),
        None => format!("{}/{database}", base.trim_end_matches('/')),
    }
}

const TEMPLATE: &str = "steward_app_template";

/// Migrates once, then copies: making a hundred tables takes seconds, copying them milliseconds.
async fn template(server: &mut PgConnection) {
    server.execute("select pg_advisory_lock(51966)").await.expect("a lock");
    let digest: i64 =
        store::MIGRATOR.iter().fold(0, |sum, m| m.checksum.iter().fold(sum, |s, b| s * 31 % 1_000_003 + i64::from(*b)));
    let mark = format!("migrations {digest}");
    let known: Option<String> =
        sqlx::query_scalar("select shobj_description(oid, 'pg_database') from pg_database where datname = $1")
            .bind(TEMPLATE)
            .fetch_optional(&mut *server)
            .await
            .expect("a list of databases")
            .flatten();
    if known.as_deref() != Some(&mark) {
        server
            .execute(sqlx::AssertSqlSafe(format!("drop database if exists {TEMPLATE} with (force)")))
            .await
            .expect("dropped");
        server.execute(sqlx::AssertSqlSafe(format!("create database {TEMPLATE}"))).await.expect("made");
        let pool = PgPool::connect(&address(TEMPLATE)).await.expect("connected");
        store::MIGRATOR.run(&pool).await.expect("migrated");
        store::jobs::migrate(&pool).await.expect("queue migrated");
        pool.close().await;
        server
            .execute(sqlx::AssertSqlSafe(format!("comment on database {TEMPLATE} is '{mark}'")))
            .await
            .expect("marked");
    }
    server.execute("select pg_advisory_unlock(51966)").await.expect("unlocked");
}

impl World {
    /// On 2024-12-31, the last day of the fixtures.
    pub async fn new() -> Self {
        Self::at("2024-12-31T12:00:00Z").await
    }

    pub async fn at(now: &str) -> Self {
        let mut server = PgConnection::connect(&address("postgres")).await.expect("a PostgreSQL server");
        template(&mut server).await;
        let ids: u64 = sqlx::query_scalar::<_, i64>("select (random() * 9e15)::bigint")
            .fetch_one(&mut server)
            .await
            .expect("a number")
            .unsigned_abs();
        let name = format!("steward_app_{ids:x}");
        server
            .execute(sqlx::AssertSqlSafe(format!("create database {name} template {TEMPLATE}")))
            .await
            .expect("a database");
        let now: DateTime<Utc> = now.parse().expect("an instant");
        let pool = PgPool::connect(&address(&name)).await.expect("connected");
        let context = Context {
            pool,
            clock: Arc::new(FixedClock::at(now)),
            ids: Ids::seeded(ids),
            outbound: Outbound::default(),
        };
        Self { context, name }
    }

    pub fn today(&self) -> NaiveDate {
        self.context.clock.today()
    }

    /// Imports a folder with the mapping of the fixtures.
    pub async fn import(&self, folder: &Path) -> ImportReport {
        let mapping = std::fs::read_to_string(fixtures().join("ravenstack.toml")).expect("the mapping");
        self.try_import(folder, &mapping, |_| {}).await.expect("imported")
    }

    pub async fn try_import(
        &self,
        folder: &Path,
        mapping: &str,
        adjust: impl FnOnce(&mut ImportRequest),
    ) -> Result<ImportReport, Error> {
        let mut request = ImportRequest {
            source: ImportSource::Cli,
            mapping: mapping.to_owned(),
            files: files(folder),
            as_of: self.today(),
            dry_run: false,
            log_dry_run: false,
            keep_history: false,
        };
        adjust(&mut request);
        app::imports::run(&self.context, &Actor::system("steward import"), request, Arc::new(|_| {})).await
    }

    /// The same database over connections of its own, to be killed.
    pub async fn victim(&self) -> Context {
        let options: PgConnectOptions = address(&self.name).parse().expect("an address");
        let pool = PgPool::connect_with(options.application_name("victim")).await.expect("connected");
        Context { pool, ..self.context.clone() }
    }

    /// Ends the victim's connections and waits until the database has noticed.
    pub async fn kill_victim(&self) {
        let victims = format!("from pg_stat_activity where application_name = 'victim' and datname = '{}'", self.name);
        self.run(&format!("select pg_terminate_backend(pid) {victims}")).await;
        while self.one::<i64>(&format!("select count(*) {victims}")).await > 0 {
            tokio::task::yield_now().await;
        }
    }

    /// One value of one row.
    pub async fn one<T>(&self, sql: &str) -> T
    where
        T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send + Unpin,
    {
        let row = sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).fetch_one(&self.context.pool).await.expect(sql);
        row.get(0)
    }

    pub async fn run(&self, sql: &str) {
        sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&self.context.pool).await.expect(sql);
    }

    /// Every row of everything an import writes, without ids, batches and times of recording.
    pub async fn content(&self) -> Vec<String> {
        const TABLES: [&str; 12] = [
            "client",
            "subscription",
            "client_arr_history",
            "support_ticket",
            "survey_response",
            "churn_event",
            "feature",
            "client_feature_adoption",
            "feature_usage_daily",
            "contract_history",
            "data_feed",
            "client_usage_metric",
        ];
        let mut content = Vec::new();
        for table in TABLES {
            let sql = format!(
                "select '{table} ' || ((to_jsonb(t) || jsonb_build_object('client_id',
                     (select external_id from client where id = (to_jsonb(t) ->> 'client_id')::uuid)))
                   - 'id' - 'import_batch_id' - 'recorded_at' - 'created_at' - 'updated_at' - 'computed_at'
                   - 'last_success_at' - 'connected_at')::text
                 from {table} t"
            );
            let rows: Vec<String> =
                sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&self.context.pool).await.expect(table);
            content.extend(rows);
        }
        content.sort();
        content
    }

    /// Rows per table, of all tables.
    pub async fn counts(&self) -> Vec<(String, i64)> {
        let tables: Vec<String> = sqlx::query_scalar(
            "select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1",
        )
        .fetch_all(&self.context.pool)
        .await
        .expect("tables");
        let mut counts = Vec::new();
        for table in tables {
            let n = self.one(&format!("select count(*) from {table}")).await;
            counts.push((table, n));
        }
        counts
    }

    pub async fn end(self) {
        self.context.pool.close().await;
        let mut server = PgConnection::connect(&address("postgres")).await.expect("a PostgreSQL server");
        server
            .execute(sqlx::AssertSqlSafe(format!("drop database {} with (force)", self.name)))
            .await
            .expect("dropped");
    }
}

/// What is in one and not in the other, a few lines of it.
pub fn difference(one: &[String], other: &[String]) -> Vec<String> {
    let only =
        |a: &[String], b: &[String]| a.iter().filter(|line| !b.contains(line)).take(3).cloned().collect::<Vec<_>>();
    [only(one, other), only(other, one)].concat()
}

pub fn files(folder: &Path) -> Vec<InputFile> {
    let mut files: Vec<InputFile> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .map(|path| InputFile { name: path.file_name().expect("a name").to_string_lossy().into_owned(), path })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// Entity: created, updated, unchanged, rejected.
pub fn table(report: &ImportReport) -> Vec<(String, [i64; 4])> {
    let mut rows: Vec<_> = report
        .files
        .iter()
        .map(|f| (f.entity.clone(), [f.rows_created, f.rows_updated, f.rows_unchanged, f.rows_rejected]))
        .collect();
    rows.sort();
    rows
}

/// A folder with these files.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let path = std::env::temp_dir().join(format!("steward-import-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder");
        for (name, content) in files {
            std::fs::write(path.join(name), content).expect("a file");
        }
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
