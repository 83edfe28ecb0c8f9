//! How scores are made, and which alerts are raised.

mod alerts;
mod client_alerts;
mod list;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_health_score_configs)
        .service(alerts::get_alert_settings)
        .service(alerts::update_alert_settings)
        .service(client_alerts::get_client_alert_settings)
        .service(client_alerts::update_client_alert_settings);
}
