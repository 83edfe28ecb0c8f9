use std::time::Duration;

use harness::{Options, seed, spawn_with};
use tokio::time::timeout;

use super::{TOO_FULL, as_now, busy, night};

const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn who_sees_the_team_hears_of_it_without_asking() {
    let server = spawn_with(Options::configured(|config| config.api.events_every = Duration::from_millis(20))).await;
    busy(&server, seed::CSM, TOO_FULL).await;
    night(&server).await;
    server.advance(chrono::Duration::days(1));
    let vp = as_now(&server, seed::VP).await;
    let mut events = vp.get("/events").listen().await;
    app::team::record_workload(&server.context).await.expect("written down");
    super::sweep(&server).await;
    let mut heard = async |wanted: &str, field: &str| loop {
        let (name, counts) = timeout(SOON, events.next()).await.expect("an event in time").expect("the stream goes on");
        if name == wanted && counts[field] == 1 {
            break;
        }
    };
    heard("alerts", "new").await;
    let id = super::only(&vp, "").await.id;
    vp.put(&format!("/team-alerts/{id}/acknowledge")).await.expect(200);
    heard("alerts", "acknowledged").await;
}
