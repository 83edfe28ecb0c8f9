use domain::{
    client::ContactRole,
    work::{ActivityType, SurveyKind, TicketSeverity},
};
use harness::{
    ClientSeed, TestServer,
    seed::{CSM, days_ago, in_days, today},
};
use uuid::Uuid;

/// What [`client_with_history`] is called.
pub const NAME: &str = "Meridian Works";

/// A client whose usage fell and whose tickets piled up three weeks ago, scored on every day since; its id. Every source
/// is connected.
pub async fn client_with_history(server: &TestServer) -> Uuid {
    server.connect_feeds().await;
    let seed: ClientSeed =
        server.client(NAME).arr(480_000).renewal(in_days(45)).csm(CSM).segment("Growth").tags(&["pilot"]);
    let client = seed.insert().await;
    client.ordinary().await;
    client.contact(ContactRole::ExecutiveSponsor, "Sponsor", 6).await;
    client.activity(ActivityType::Qbr, 50).await;
    client.usage(days_ago(20), today(), 4).await;
    client.ticket(TicketSeverity::High, 30).await;
    for days in [12, 9, 5] {
        client.overdue_ticket(TicketSeverity::Critical, days).await;
    }
    client.survey(SurveyKind::Nps, 3, 4).await;
    server.backfill(&[client.id], days_ago(100), today()).await;
    client.id
}
