//! For those who run the server: health, metrics, the OpenAPI document.

mod docs;
mod health;
mod metrics;
mod readiness;

use crate::routes::Routes;

pub(crate) use docs::{docs_redirect, swagger_ui};
pub(crate) use metrics::Metrics;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(health::get_health)
        .service(readiness::get_readiness)
        .service(metrics::get_metrics)
        .service(docs::get_openapi);
}
