//! Clients and industries beside each other.

mod client;
mod cohorts;
mod industry;
mod metrics;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config.service(client::get_client_benchmark).service(industry::get_industry_benchmarks);
}
