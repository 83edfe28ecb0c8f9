//! What changed, as it happens: server-sent events.

mod feed;
mod watch;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(watch::watch_events);
}
