mod bell;
mod deliveries;
mod digests;
mod hours;
mod indexes;
mod mails;
mod mentions;
mod mine;
mod prompt;
mod rooms;

use std::{net::SocketAddr, sync::Arc, time::Duration};

use api_types::{
    notifications::{Delivery, Notification},
    page::Page,
};
use app::notifications::Outbound;
use domain::notification::Channel;
use harness::{ApiClient, Options, TestServer, spawn_with, stand_in::StandIn};
use integrations::{SendGrid, Slack, Smtp};

/// Where links lead.
pub const PUBLIC: &str = "https://steward.example.com";
const FROM: &str = "Steward <steward@example.com>";
/// How long tests wait for a receiver that says nothing.
const SHORT: Duration = Duration::from_millis(300);
/// How long for one that is to hold up nobody.
const LONG: Duration = Duration::from_secs(120);

/// Mail goes to this server.
pub fn mail_to(address: SocketAddr) -> Outbound {
    smtp(&format!("smtp://{address}"), SHORT)
}

fn smtp(url: &str, patience: Duration) -> Outbound {
    let mail = Smtp::new(&url.to_owned().into(), FROM, patience).expect("a mail server");
    Outbound { mail: Some(Arc::new(mail)), chat: None, public_url: PUBLIC.to_owned() }
}

fn sendgrid(receiver: &StandIn) -> Outbound {
    let url = format!("http://{}", receiver.address());
    let mail = SendGrid::new(&url, "SG.secret-of-tests".to_owned().into(), FROM, SHORT).expect("SendGrid");
    Outbound { mail: Some(Arc::new(mail)), chat: None, public_url: PUBLIC.to_owned() }
}

fn slack(receiver: &StandIn) -> Slack {
    let url = format!("http://{}/services/T0/B0/secret-of-tests", receiver.address());
    Slack::new(url.into(), SHORT).expect("Slack")
}

/// A server whose messages leave this way.
async fn sending(outbound: Outbound) -> TestServer {
    spawn_with(Options { outbound, ..Options::default() }).await
}

/// Sends what is due by both channels, as the job does.
async fn send(server: &TestServer) {
    for channel in [Channel::Email, Channel::Slack] {
        app::notifications::send_due(&server.context, channel).await.expect("what is due is sent");
    }
}

/// What someone was told.
async fn told(caller: &ApiClient) -> Vec<Notification> {
    caller.get("/notifications?limit=200").await.ok::<Page<Notification>>().data
}

/// What is on its way out, the newest first.
async fn deliveries(server: &TestServer) -> Vec<Delivery> {
    server.admin().await.get("/deliveries?limit=200").await.ok::<Page<Delivery>>().data
}

/// The one delivery there is.
async fn delivery(server: &TestServer) -> Delivery {
    let mut all = deliveries(server).await;
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0)
}
