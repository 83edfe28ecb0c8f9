use harness::spawn;

use super::{ANY, alerts, risky};

#[tokio::test]
async fn two_workers_raise_an_alert_once() {
    let server = spawn().await;
    for n in 0..40 {
        risky(&server, &format!("Client {n}"), 85).await;
    }
    let replica = server.replica().await;
    let (here, there) = (&server.context, &replica.context);
    let looks = tokio::join!(
        app::alerts::sweep(here),
        app::alerts::sweep(there),
        app::alerts::sweep(here),
        app::alerts::sweep(there)
    );
    for look in [looks.0, looks.1, looks.2, looks.3] {
        look.expect("every look succeeds");
    }
    app::alerts::sweep(here).await.expect("whoever was left to someone else");
    assert_eq!(alerts(&server.csm().await, ANY).await.len(), 40);
}
