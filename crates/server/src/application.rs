use std::{future::Future, io, net::SocketAddr, sync::Arc, time::Duration};

use actix_web::{HttpServer, dev::ServerHandle, web::Data};
use api::{AppFiles, ReadLog, State};
use app::{Context, auth::Auth, live::Live, usage::Pseudonyms};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::{
    config::{Config, Environment},
    listen, workers,
};

/// Requests in hand may take this long when the server stops.
const DRAIN_SECONDS: u64 = 10;
/// Reads wait this long for their audit row at most.
const FLUSH_READS_EVERY: Duration = Duration::from_millis(500);

/// Tries to write the last reads, and the wait between them.
const LAST_FLUSHES: u32 = 20;
const LAST_FLUSH_WAIT: Duration = Duration::from_millis(250);

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port is taken, or not ours to take.
    #[error("cannot listen on {address}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The files of the app cannot be read.
    #[error("cannot read the app in {folder}")]
    App {
        /// Where.
        folder: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The secret key is not configured.
    #[error("there is no secret key")]
    SecretKey,
    /// The schema is older than the program.
    #[error("the database is not up to date; run `steward migrate`")]
    Schema,
    /// The database fails.
    #[error(transparent)]
    Database(#[from] app::Error),
    /// The workers do not start.
    #[error(transparent)]
    Workers(#[from] workers::WorkerError),
}

/// A server that listens: the API, the app and, where asked for, the background work.
pub struct Application {
    address: SocketAddr,
    handle: ApplicationHandle,
    server: actix_web::dev::Server,
    state: Data<State>,
    workers: Option<jobs::Workers>,
    background: Vec<JoinHandle<()>>,
    stop_background: CancellationToken,
}

impl std::fmt::Debug for Application {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Application").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Stops a server from elsewhere.
#[derive(Debug, Clone)]
pub struct ApplicationHandle {
    server: ServerHandle,
    live: Arc<Live>,
    stopping: CancellationToken,
}

impl ApplicationHandle {
    /// Finishes the requests and jobs in hand, ends the streams and takes no more; `run_until_stopped` returns when all
    /// is done.
    pub fn stop(&self) -> impl Future<Output = ()> + use<> {
        self.live.close();
        self.stopping.cancel();
        self.server.stop(true)
    }
}

impl Application {
    /// Puts everything together and listens. Clock, ids and database come in the context, so that tests bring theirs.
    pub async fn build(config: Config, context: Context) -> Result<Self, StartError> {
        let secret_key = config.secret_key.clone().ok_or(StartError::SecretKey)?;
        check_schema(&context).await?;
        let files = match &config.app_dir {
            Some(folder) => AppFiles::read(folder)
                .map_err(|source| StartError::App { folder: folder.display().to_string(), source })?,
            None => AppFiles::default(),
        };
        let listener = listen::bind(config.listen)
            .map_err(|source| StartError::Listen { address: config.listen.address, source })?;
        let cannot_listen = |source| StartError::Listen { address: config.listen.address, source };
        let address = listener.local_addr().map_err(cannot_listen)?;

        let is_production = config.environment == Environment::Production;
        let pseudonyms = Pseudonyms::new(&secret_key);
        let auth = Arc::new(Auth::start(context.clone(), secret_key, is_production).await?);
        let reads = Arc::new(ReadLog::new(context.clone()));
        let live = Arc::new(Live::default());
        let state = Data::new(State::new(
            context.clone(),
            auth.clone(),
            reads,
            live.clone(),
            pseudonyms,
            config.api.clone(),
            files,
        ));

        let served = state.clone();
        let server = HttpServer::new(move || api::application(served.clone()))
            .workers(config.http_threads)
            // Without it, the end of an answer waits 40 ms for the client's acknowledgement of its beginning.
            .tcp_nodelay(true)
            .disable_signals()
            .shutdown_timeout(DRAIN_SECONDS)
            .listen(listener)
            .map_err(cannot_listen)?
            .run();

        let stop_background = CancellationToken::new();
        let background = vec![
            tokio::spawn(follow_revocations(auth, context.clone(), stop_background.clone())),
            tokio::spawn(follow_changes(live.clone(), context.clone(), stop_background.clone())),
            tokio::spawn(flush_reads(state.reads.clone(), stop_background.clone())),
        ];
        let workers = match config.worker_concurrency {
            Some(concurrency) => Some(workers::start(&context, concurrency).await?),
            None => None,
        };
        let handle = ApplicationHandle { server: server.handle(), live, stopping: CancellationToken::new() };
        Ok(Self { address, handle, server, state, workers, background, stop_background })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Stops it from elsewhere.
    pub fn handle(&self) -> ApplicationHandle {
        self.handle.clone()
    }

    /// Serves until stopped. Nothing is lost: requests and jobs in hand finish, and every read has its audit row.
    pub async fn run_until_stopped(self) -> io::Result<()> {
        let stopping = self.handle.stopping;
        let serve = async {
            let served = self.server.await;
            // It may also end by itself.
            stopping.cancel();
            served
        };
        // Side by side, so that both are done within the time that requests in hand are given.
        let work = async {
            stopping.cancelled().await;
            if let Some(workers) = self.workers {
                workers.stop().await;
            }
        };
        let (served, ()) = tokio::join!(serve, work);
        self.stop_background.cancel();
        for task in self.background {
            if let Err(error) = task.await {
                tracing::error!(error = %error, "a background task ended badly");
            }
        }
        flush_last_reads(&self.state.reads).await;
        served
    }
}

async fn check_schema(context: &Context) -> Result<(), StartError> {
    let mut connection = context.pool.acquire().await.map_err(app::Error::from)?;
    let schema = store::operations::schema_state(&mut connection).await.map_err(app::Error::from)?;
    if schema.is_current() { Ok(()) } else { Err(StartError::Schema) }
}

async fn follow_revocations(auth: Arc<Auth>, context: Context, stop: CancellationToken) {
    auth.revocations().follow(&context, stop).await;
}

async fn follow_changes(live: Arc<Live>, context: Context, stop: CancellationToken) {
    live.follow(&context, stop).await;
}

async fn flush_reads(reads: Arc<ReadLog>, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(FLUSH_READS_EVERY)).await.is_some() {
        if let Err(error) = reads.flush().await {
            tracing::warn!(error = %error, audit.rows = reads.waiting_rows(), "reads wait for the audit log");
        }
    }
}

/// Connections that the threads of the HTTP server opened break with them, some of them in use: the next try takes
/// another one.
async fn flush_last_reads(reads: &ReadLog) {
    for left in (0..LAST_FLUSHES).rev() {
        match reads.flush().await {
            Ok(()) => return,
            Err(_) if left > 0 => tokio::time::sleep(LAST_FLUSH_WAIT).await,
            Err(error) => {
                let lost = reads.waiting_rows();
                tracing::error!(error = %error, audit.rows = lost, "reads could not be written to the audit log");
            }
        }
    }
}
