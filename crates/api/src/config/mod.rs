//! How scores are made, and which alerts are raised.

mod activate;
mod alerts;
mod client_alerts;
mod create;
mod delete;
mod get;
mod list;
mod present;
mod sample;
mod simulate;
mod update;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(list::list_health_score_configs)
        .service(create::create_health_score_config)
        // Before the one with an id, which would take the word for one.
        .service(sample::get_health_score_sample)
        .service(get::get_health_score_config)
        .service(update::update_health_score_config)
        .service(delete::delete_health_score_config)
        .service(simulate::simulate_health_score_config)
        .service(activate::activate_health_score_config)
        .service(activate::deactivate_health_score_config)
        .service(alerts::get_alert_settings)
        .service(alerts::update_alert_settings)
        .service(client_alerts::get_client_alert_settings)
        .service(client_alerts::update_client_alert_settings);
}
