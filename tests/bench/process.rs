use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use app::Context;

use crate::{
    report::Report,
    setting::{Setting, rss_mib},
};

/// Of everyone who signs in.
pub const PASSWORD: &str = "a long enough password for a benchmark";
/// Of the administrator.
pub const EMAIL: &str = "bench@bench.test";

/// A running server.
pub struct Steward {
    child: Child,
    /// Where it listens.
    pub address: String,
}

impl Steward {
    /// Starts the optimised program on a database with a user to sign in as; returns once it is ready.
    pub async fn start(setting: &Setting, context: &Context, database: &str) -> Self {
        let mut connection = context.pool.acquire().await.expect("a connection");
        let hash = app::auth::hash_password(PASSWORD, &context.ids).expect("hashed");
        sqlx::query(
            "insert into staff (id, email, first_name, last_name, role, password_hash)
             values (uuid_v7(), $1, 'Bench', 'Mark', 'ADMIN', $2) on conflict (email) do update set password_hash = $2",
        )
        .bind(EMAIL)
        .bind(hash)
        .execute(&mut *connection)
        .await
        .expect("a user");
        Self::launch(setting, database, &[]).await
    }

    /// The same for one that sends its mail to `address`.
    pub async fn start_with_mail(setting: &Setting, context: &Context, database: &str, address: SocketAddr) -> Self {
        Self::start(setting, context, database).await.stop().await;
        let url = format!("smtp://{address}");
        let mail = [
            ("STEWARD_SMTP_URL", url.as_str()),
            ("STEWARD_MAIL_FROM", "Steward <steward@bench.test>"),
            ("STEWARD_PUBLIC_URL", "https://steward.bench.test"),
        ];
        Self::launch(setting, database, &mail).await
    }

    #[expect(clippy::zombie_processes, reason = "`stop` waits for it; a benchmark that fails ends with its process")]
    async fn launch(setting: &Setting, database: &str, more: &[(&str, &str)]) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        drop(listener);
        let mut child = Command::new(&setting.binary)
            .arg("serve")
            .env("DATABASE_URL", setting.url(database))
            .env("STEWARD_SECRET_KEY", "YmVuY2htYXJrcyBuZWVkIGEga2V5IG9mIDMyIGJ5dGU=")
            .env("STEWARD_LISTEN", format!("127.0.0.1:{port}"))
            .env("STEWARD_REQUESTS_PER_MINUTE", "0")
            .env("STEWARD_APP_DIR", "frontend/dist")
            .envs(more.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the optimised program exists: cargo build --release -p server");
        let stderr = child.stderr.take().expect("piped");
        // Its log must be read, or it would block once the pipe is full; it is shown when the program ends early.
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if line.contains("ERROR") || line.contains("cannot start") || line.contains("STEWARD_") {
                    eprintln!("steward: {line}");
                }
            }
        });
        let address = format!("http://127.0.0.1:{port}");
        let client = reqwest::Client::new();
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            if let Ok(answer) = client.get(format!("{address}/readyz")).send().await
                && answer.status() == 200
            {
                return Self { child, address };
            }
            assert!(Instant::now() < deadline, "the server is not ready after 30 s");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// The id of its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// An access token.
    pub async fn sign_in(&self, client: &reqwest::Client, email: &str) -> String {
        let answer: serde_json::Value = client
            .post(format!("{}/api/v1/client-success/auth/login", self.address))
            .json(&serde_json::json!({ "email": email, "password": PASSWORD }))
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("a body");
        answer["access_token"].as_str().expect("signed in").to_owned()
    }

    /// Ends it.
    pub async fn stop(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Cold start, memory at rest, and the size of the browser's module.
pub async fn run(setting: &Setting, report: &mut Report) {
    let context = setting.fresh_database("steward_bench_process").await;
    Steward::start(setting, &context, "steward_bench_process").await.stop().await;
    let started = Instant::now();
    let server = Steward::launch(setting, "steward_bench_process", &[]).await;
    report.at_most("start until ready", started.elapsed().as_secs_f64(), "s", 2.0);
    let client = reqwest::Client::new();
    let token = server.sign_in(&client, EMAIL).await;
    let page = format!("{}/api/v1/client-success/clients", server.address);
    for _ in 0..20 {
        let answer = client.get(&page).bearer_auth(&token).send().await.expect("an answer");
        assert_eq!(answer.status(), 200);
    }
    report.at_most("RSS at rest after a few requests", rss_mib(server.pid()), "MiB", 100.0);
    server.stop().await;

    let assets = std::fs::read_dir("frontend/dist/assets").into_iter().flatten().flatten().map(|entry| entry.path());
    let modules = assets.filter(|path| path.extension().is_some_and(|extension| extension == "wasm"));
    let sizes = modules.filter_map(|path| std::fs::metadata(path).ok()).map(|meta| meta.len() as f64 / 1_000.0);
    let all: f64 = sizes.sum();
    report.note("WASM, every part, raw (the build holds each page to 700 kB gzipped)", all, "kB");
}
