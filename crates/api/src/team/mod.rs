//! How client success managers do.

mod facts;
mod filter;
mod metrics;
mod performance;
mod present;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(performance::get_csm_performance).service(metrics::get_csm_metrics);
}
