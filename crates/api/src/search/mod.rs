//! Clients, contacts and notes found by a few letters, in one answer.

mod find;
mod get;
mod present;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(get::search_everything);
}
