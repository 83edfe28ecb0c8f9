//! Everything that happened with a client, in one stream; also as a file.

mod csv;
mod export;
mod filter;
mod get;
mod present;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(get::get_client_timeline).service(export::get_client_timeline_file);
}
