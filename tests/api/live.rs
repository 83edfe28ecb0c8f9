//! Hearing of changes when the way to the database breaks.

use std::{net::SocketAddr, path::PathBuf, str::FromStr as _, time::Duration};

use app::{Context, live::Live};
use domain::Scope;
use harness::{eventually, spawn};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, UnixStream},
    sync::watch,
    time::timeout,
};
use tokio_util::sync::CancellationToken;

const SOON: Duration = Duration::from_secs(20);

/// A way to the database that can be cut without a word, as a network does it.
struct Way {
    address: SocketAddr,
    cuts: watch::Sender<u32>,
}

impl Way {
    async fn to(socket: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let cuts = watch::Sender::new(0);
        let cut = cuts.subscribe();
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (socket, mut cut) = (socket.clone(), cut.clone());
                cut.mark_unchanged();
                tokio::spawn(async move {
                    let mut far = UnixStream::connect(socket).await.expect("the database");
                    tokio::select! {
                        _ = copy_bidirectional(&mut near, &mut far) => {}
                        _ = cut.changed() => {}
                    }
                });
            }
        });
        Self { address, cuts }
    }

    fn cut(&self) {
        self.cuts.send_modify(|cuts| *cuts += 1);
    }
}

/// What is said between the end of one connection and the next is said to nobody: everyone looks again.
#[tokio::test]
async fn a_connection_that_breaks_without_a_word_tells_every_watcher() {
    let server = spawn().await;
    let direct = PgConnectOptions::from_str(&server.database().url()).expect("the address of the database");
    let socket = direct.get_socket().expect("tests speak to a socket").join(format!(".s.PGSQL.{}", direct.get_port()));
    let way = Way::to(socket).await;
    let through = PgConnectOptions::new_without_pgpass()
        .host("127.0.0.1")
        .port(way.address.port())
        .username(direct.get_username())
        .database(direct.get_database().expect("a database"))
        .application_name("broken");
    let context = Context { pool: PgPoolOptions::new().connect_lazy_with(through), ..server.context.clone() };
    let live = std::sync::Arc::new(Live::default());
    let mut watcher = live.watch(Scope::Csm(harness::seed::CSM.staff_id()), harness::seed::CSM.staff_id());
    let stop = CancellationToken::new();
    let following = tokio::spawn({
        let (live, stop) = (live.clone(), stop.clone());
        async move { live.follow(&context, stop).await }
    });
    assert!(timeout(SOON, watcher.changed()).await.expect("told when listening begins"));
    for _ in 0..2 {
        eventually("it listens", || async {
            let listens: bool = sqlx::query_scalar(
                "select exists (select from pg_stat_activity where datname = current_database()
                   and application_name = 'broken' and state = 'idle' and query ilike 'listen%')",
            )
            .fetch_one(&server.pool)
            .await
            .expect("the sessions");
            listens.then_some(())
        })
        .await;
        way.cut();
        assert!(timeout(SOON, watcher.changed()).await.expect("told that something may have been missed"));
    }
    stop.cancel();
    following.await.expect("it ends");
}
