//! What is to be done today.

mod get;
mod present;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(get::get_my_day);
}
