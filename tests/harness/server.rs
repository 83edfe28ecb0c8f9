//! The real server on a free port, over a database of the test's own, with a clock that stands still.

use std::{collections::HashMap, str::FromStr as _, sync::Arc};

use api_types::auth::AccessToken;
use app::{Context, Ids, auth::SecretKey, notifications::Outbound};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{Clock as _, FixedClock};
use secrecy::SecretString;
use server::{Application, ApplicationHandle, config::Config};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::{sync::Mutex, task::JoinHandle};
use uuid::Uuid;

use crate::{
    ApiClient, TestDatabase,
    seed::{self, ClientSeed, PASSWORD, Person},
};

/// The cookie of the refresh token.
pub const REFRESH_COOKIE: &str = "steward_refresh";
const SECRET: &str = "a secret of tests, longer than 32 characters";

/// What a test may want otherwise.
#[derive(Debug, Clone)]
pub struct Options {
    /// The time.
    pub now: DateTime<Utc>,
    /// Changes to the configuration.
    pub configure: fn(&mut Config),
    /// By which ways messages leave; none unless the test is about it.
    pub outbound: Outbound,
    /// How long a request waits for a connection. As long as it takes, unless the test is about not getting one: a
    /// busy machine is no reason to fail.
    pub patience: std::time::Duration,
}

impl Options {
    /// With a difference in the configuration.
    pub fn configured(configure: fn(&mut Config)) -> Self {
        Self { configure, ..Self::default() }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            now: seed::now(),
            configure: |_| {},
            outbound: Outbound::default(),
            patience: std::time::Duration::from_secs(60),
        }
    }
}

/// A running server with its database. It ends with this value.
#[derive(Debug)]
pub struct TestServer {
    /// `http://127.0.0.1:port`.
    pub origin: String,
    /// Connections of the test's own.
    pub pool: PgPool,
    /// The time on the server.
    pub clock: FixedClock,
    /// What use cases stand on, for calling them directly.
    pub context: Context,
    options: Options,
    signed_in: Mutex<HashMap<&'static str, ApiClient>>,
    handle: ApplicationHandle,
    running: Option<JoinHandle<std::io::Result<()>>>,
    database: Arc<TestDatabase>,
}

/// A server with staff of every role, and nothing else.
pub async fn spawn() -> TestServer {
    spawn_with(Options::default()).await
}

/// The same, with a difference.
pub async fn spawn_with(options: Options) -> TestServer {
    show_log();
    let database = Arc::new(TestDatabase::migrated().await);
    let pool = database.pool().await;
    seed::staff::insert_everyone(&pool).await;
    let clock = FixedClock::at(options.now);
    start(database, pool, clock, options, 1).await
}

/// What the server complains about is shown beside a test that fails.
fn show_log() {
    let log = tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_test_writer();
    // Another test of this process may have done it.
    drop(log.try_init());
}

/// What encrypts the signing keys of test servers.
pub fn secret_key() -> SecretKey {
    SecretKey::from_text(&SecretString::from(SECRET)).expect("the secret is long enough")
}

async fn start(
    database: Arc<TestDatabase>,
    pool: PgPool,
    clock: FixedClock,
    options: Options,
    seed: u64,
) -> TestServer {
    let mut config = Config::for_tests(secret_key());
    (options.configure)(&mut config);
    let address = PgConnectOptions::from_str(&database.url()).expect("the address of the test database");
    let connections = PgPoolOptions::new()
        .max_connections(config.database_connections)
        .acquire_timeout(options.patience)
        .connect_lazy_with(address.application_name("steward"));
    let context = Context {
        pool: connections,
        clock: Arc::new(clock.clone()),
        ids: Ids::seeded(seed),
        outbound: options.outbound.clone(),
    };
    let application = Application::build(config, context.clone()).await.expect("the server starts");
    let origin = format!("http://{}", application.address());
    let handle = application.handle();
    let running = Some(tokio::spawn(application.run_until_stopped()));
    let signed_in = Mutex::default();
    TestServer { origin, pool, clock, context, options, signed_in, handle, running, database }
}

impl TestServer {
    /// Another server over the same database and clock.
    pub async fn replica(&self) -> TestServer {
        let pool = self.database.pool().await;
        start(self.database.clone(), pool, self.clock.clone(), self.options.clone(), 2).await
    }

    /// Stops the server as an operator would, and waits until it is done.
    pub async fn stop(&mut self) {
        self.handle.stop().await;
        if let Some(running) = self.running.take() {
            running.await.expect("the server does not panic").expect("the server ends well");
        }
    }

    /// Stops the server without waiting for it.
    pub fn handle(&self) -> ApplicationHandle {
        self.handle.clone()
    }

    /// The database behind it.
    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// The present instant on the server.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The present day on the server.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// Moves the time on.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Someone who did not sign in.
    pub fn anonymous(&self) -> ApiClient {
        ApiClient::anonymous(&self.origin)
    }

    /// A client success manager.
    pub async fn csm(&self) -> ApiClient {
        self.caller(&seed::CSM).await
    }

    /// Another one, with another book.
    pub async fn other_csm(&self) -> ApiClient {
        self.caller(&seed::OTHER_CSM).await
    }

    /// A senior client success manager.
    pub async fn senior_csm(&self) -> ApiClient {
        self.caller(&seed::SENIOR_CSM).await
    }

    /// An account executive.
    pub async fn ae(&self) -> ApiClient {
        self.caller(&seed::AE).await
    }

    /// The vice president of client success.
    pub async fn vp(&self) -> ApiClient {
        self.caller(&seed::VP).await
    }

    /// The vice president of sales.
    pub async fn vp_sales(&self) -> ApiClient {
        self.caller(&seed::VP_SALES).await
    }

    /// The administrator.
    pub async fn admin(&self) -> ApiClient {
        self.caller(&seed::ADMIN).await
    }

    /// Someone, signed in over HTTP the first time.
    pub async fn caller(&self, person: &Person) -> ApiClient {
        let mut signed_in = self.signed_in.lock().await;
        if let Some(client) = signed_in.get(person.email) {
            return client.clone();
        }
        let reply = self.log_in(person.email, PASSWORD).await;
        let token: AccessToken = reply.ok();
        let client = self.anonymous().with_token(token.access_token);
        signed_in.insert(person.email, client.clone());
        client
    }

    /// A sign-in, whatever comes of it.
    pub async fn log_in(&self, email: &str, password: &str) -> crate::Reply {
        let body = serde_json::json!({ "email": email, "password": password });
        self.anonymous().post("/auth/login").json(&body).await
    }

    /// The beginning of a client; `insert` writes it.
    pub fn client(&self, name: &str) -> ClientSeed {
        ClientSeed::new(self.pool.clone(), name)
    }

    /// Connects every source, continuous and fresh.
    pub async fn connect_feeds(&self) {
        seed::feeds::connect_all(&self.pool, self.now()).await;
    }

    /// Computes every client for yesterday and today.
    pub async fn recompute_all(&self) {
        app::health::full_pass(&self.context).await.expect("every client is computed");
    }

    /// Computes every day of these clients between two dates.
    pub async fn backfill(&self, clients: &[Uuid], from: NaiveDate, to: NaiveDate) {
        app::health::backfill(&self.context, clients, from, to).await.expect("the history is computed");
    }

    /// Runs every job that is due.
    pub async fn run_jobs(&self) {
        jobs::run_due(&self.context).await.expect("the jobs run");
    }

    /// Jobs in the queue, of whatever state.
    pub async fn queued_jobs(&self, name: &str) -> i64 {
        sqlx::query_scalar(
            "select count(*) from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
             where t.identifier = $1",
        )
        .bind(name)
        .fetch_one(&self.pool)
        .await
        .expect("the queue can be read")
    }
}
