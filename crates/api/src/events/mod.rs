//! What changed, as it happens: server-sent events.

mod counts;
mod feed;
mod watch;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use counts::SharedCounts;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(watch::watch_events);
}
