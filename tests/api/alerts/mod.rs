mod answer;
mod events;
mod features;
mod inbox;
mod life;
mod occasions;
mod raise;
mod segments;
mod settings;
mod workers;

use api_types::{
    alerts::{Alert, ClientAlerts},
    page::Page,
};
use chrono::Duration;
use harness::{
    ApiClient, TestServer,
    seed::{self, Facts, Figures},
};
use uuid::Uuid;

/// A client whose churn risk is so high; the alert follows from this figure alone.
pub async fn risky(server: &TestServer, name: &str, churn: i16) -> Facts {
    let figures = Figures { health: Some(70), churn: Some(churn), ..Figures::default() };
    server.client(name).external_id(name).figures(figures).insert().await
}

/// Sets the figure.
pub async fn set_churn(server: &TestServer, client: Uuid, churn: i16) {
    let update = sqlx::query("update client set churn_risk_score = $2 where id = $1").bind(client).bind(churn);
    update.execute(&server.pool).await.expect("the client");
}

/// Looks at every client, as every five minutes.
pub async fn sweep(server: &TestServer) {
    app::alerts::sweep(&server.context).await.expect("every client is looked at");
}

/// The alerts a query gives.
pub async fn alerts(caller: &ApiClient, query: &str) -> Vec<Alert> {
    caller.get(&format!("/alerts?limit=200&{query}")).await.ok::<Page<Alert>>().data
}

/// The one alert a query gives.
pub async fn only(caller: &ApiClient, query: &str) -> Alert {
    let mut found = alerts(caller, query).await;
    assert_eq!(found.len(), 1, "{query}: {found:#?}");
    found.remove(0)
}

/// The inbox.
pub async fn inbox(caller: &ApiClient, query: &str) -> Vec<ClientAlerts> {
    caller.get(&format!("/alerts/by-client?{query}")).await.ok::<Page<ClientAlerts>>().data
}

/// Every status there is.
pub const ANY: &str = "status=NEW,ACKNOWLEDGED,SNOOZED,DISMISSED,RESOLVED&alert_type=CHURN_RISK_HIGH";

/// Sign-ins end with the clock: a caller after a leap signs in anew.
pub async fn later(server: &TestServer, by: Duration) -> ApiClient {
    server.advance(by);
    let token: api_types::auth::AccessToken = server.log_in(seed::CSM.email, seed::PASSWORD).await.ok();
    server.anonymous().with_token(token.access_token)
}
