//! How client success managers do.

mod balance;
mod capacity;
mod facts;
mod filter;
mod gains;
mod metrics;
mod performance;
mod present;
mod ranks;
mod remembered;
mod settings;

pub(crate) use remembered::HealthChanges;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(performance::get_csm_performance)
        .service(metrics::get_csm_metrics)
        .service(balance::get_csm_rebalancing)
        .service(settings::get_csm_capacity)
        .service(settings::update_csm_capacity);
}
