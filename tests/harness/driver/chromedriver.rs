use std::{process::Stdio, time::Duration};

use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
    time::timeout,
};

const PROGRAM: &str = "chromedriver";

/// The program that drives the browser, on a port of its own. It ends with this value.
#[derive(Debug)]
pub struct Chromedriver {
    /// `http://127.0.0.1:port`.
    pub address: String,
    _process: Child,
}

impl Chromedriver {
    /// Starts it on a free port.
    pub async fn start() -> Self {
        let mut process = Command::new(PROGRAM)
            .args(["--port=0", "--log-level=WARNING"])
            .envs([("TZ", "UTC"), ("LANG", "en_US.UTF-8"), ("LANGUAGE", "en_US")])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{PROGRAM} does not start ({error}); run: make setup"));
        let output = process.stdout.take().expect("its output is ours");
        let mut lines = BufReader::new(output).lines();
        let port = timeout(Duration::from_secs(20), async {
            while let Some(line) = lines.next_line().await.expect("its output is text") {
                if let Some((_, port)) = line.split_once("started successfully on port ") {
                    return port.trim_end_matches('.').to_owned();
                }
            }
            panic!("{PROGRAM} ended before it said on which port it listens");
        })
        .await
        .unwrap_or_else(|_| panic!("{PROGRAM} did not say within 20 seconds on which port it listens"));
        // What it says later is of no interest, but a full pipe would stop it.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self { address: format!("http://127.0.0.1:{port}"), _process: process }
    }
}
