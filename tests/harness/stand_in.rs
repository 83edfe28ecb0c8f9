//! Receivers of messages that a test makes itself: a mail server and an HTTP endpoint, which do as they are told.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// How a receiver behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Takes everything.
    Takes,
    /// Answers with this code: of SMTP to the recipient, of HTTP to the request.
    Answers(u16),
    /// The same of HTTP, and asks to be left alone for so many seconds.
    Later(u16, u64),
    /// Takes the connection and never says a word.
    Hangs,
}

/// What a receiver got.
#[derive(Debug, Clone, Default)]
pub struct Received {
    /// Headers of an HTTP request, or the recipient of a mail.
    pub head: String,
    /// The body of the request, or the whole mail with its headers.
    pub body: String,
}

impl Received {
    /// A header of a mail or a request, unfolded.
    pub fn header(&self, name: &str) -> String {
        let text = if self.head.contains("HTTP/1.1") { &self.head } else { &self.body };
        let prefix = format!("{}:", name.to_lowercase());
        let mut lines = text.lines().skip_while(|line| !line.to_lowercase().starts_with(&prefix));
        let mut value = lines.next().map(|line| line[prefix.len()..].trim().to_owned()).unwrap_or_default();
        for line in lines.take_while(|line| line.starts_with([' ', '\t'])) {
            value.push_str(line.trim_end());
        }
        value
    }

    /// The text of a mail with its transfer encoding taken off.
    pub fn decoded(&self) -> String {
        decode_quoted_printable(&self.body)
    }
}

fn decode_quoted_printable(text: &str) -> String {
    let joined = text.replace("=\r\n", "").replace("=\n", "");
    let bytes = joined.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'=').then(|| joined.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A receiver on a port of its own. It ends with this value.
#[derive(Debug)]
pub struct StandIn {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
    running: JoinHandle<()>,
}

#[derive(Debug)]
struct Inside {
    manner: Manner,
    received: Vec<Received>,
    connections: usize,
}

impl StandIn {
    /// A mail server without TLS.
    pub async fn smtp() -> Self {
        Self::start(|stream, inside| Box::pin(serve_smtp(stream, inside))).await
    }

    /// Something that takes POSTs.
    pub async fn http() -> Self {
        Self::start(|stream, inside| Box::pin(serve_http(stream, inside))).await
    }

    async fn start(
        serve: fn(TcpStream, Arc<Mutex<Inside>>) -> futures::future::BoxFuture<'static, std::io::Result<()>>,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let inside = Arc::new(Mutex::new(Inside { manner: Manner::Takes, received: vec![], connections: 0 }));
        let shared = inside.clone();
        let running = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                locked(&shared).connections += 1;
                // Whoever hangs up has heard enough.
                tokio::spawn(serve(stream, shared.clone()));
            }
        });
        Self { address, inside, running }
    }

    /// `127.0.0.1:port`.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on it behaves like this.
    pub fn behave(&self, manner: Manner) {
        locked(&self.inside).manner = manner;
    }

    /// Everything it got so far.
    pub fn received(&self) -> Vec<Received> {
        locked(&self.inside).received.clone()
    }

    /// How often it was called.
    pub fn connections(&self) -> usize {
        locked(&self.inside).connections
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.running.abort();
    }
}

fn locked(inside: &Mutex<Inside>) -> MutexGuard<'_, Inside> {
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}

fn manner(inside: &Mutex<Inside>) -> Manner {
    locked(inside).manner
}

async fn serve_smtp(stream: TcpStream, inside: Arc<Mutex<Inside>>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    if manner(&inside) == Manner::Hangs {
        return std::future::pending().await;
    }
    stream.write_all(b"220 stand-in\r\n").await?;
    let mut got = Received::default();
    let mut line = String::new();
    while stream.read_line(&mut line).await? > 0 {
        let command = line.trim_end().to_owned();
        line.clear();
        let verb = command.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let answer = match (verb.as_str(), manner(&inside)) {
            ("RCPT", Manner::Answers(code)) => format!("{code} not this one"),
            ("RCPT", _) => {
                got.head = command;
                "250 ok".to_owned()
            }
            ("DATA", _) => {
                stream.write_all(b"354 go on\r\n").await?;
                loop {
                    let mut part = String::new();
                    if stream.read_line(&mut part).await? == 0 || part == ".\r\n" {
                        break;
                    }
                    got.body.push_str(part.strip_prefix('.').unwrap_or(&part));
                }
                locked(&inside).received.push(std::mem::take(&mut got));
                "250 taken".to_owned()
            }
            ("QUIT", _) => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 ok".to_owned(),
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

async fn serve_http(stream: TcpStream, inside: Arc<Mutex<Inside>>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    if manner(&inside) == Manner::Hangs {
        return std::future::pending().await;
    }
    let mut got = Received::default();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == "\r\n" {
            break;
        }
        got.head.push_str(&line);
    }
    let length = got.header("content-length").parse().unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    got.body = String::from_utf8_lossy(&body).into_owned();
    let (status, more) = match manner(&inside) {
        Manner::Answers(status) => (status, String::new()),
        Manner::Later(status, seconds) => (status, format!("retry-after: {seconds}\r\n")),
        Manner::Takes | Manner::Hangs => (200, String::new()),
    };
    locked(&inside).received.push(got);
    let answer = format!("HTTP/1.1 {status} X\r\n{more}content-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).await
}
