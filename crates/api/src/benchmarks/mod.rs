//! Clients and industries beside each other.

mod client;
mod cohorts;
mod industry;
mod metrics;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(client::get_client_benchmark).service(industry::get_industry_benchmarks);
}
