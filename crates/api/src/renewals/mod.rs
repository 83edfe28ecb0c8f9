//! What is up for renewal.

mod filter;
mod get;
mod present;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(get::get_renewal_summary);
}
