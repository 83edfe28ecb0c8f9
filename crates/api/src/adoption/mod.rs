//! Adoption of licensed features: the matrix of a client, one feature of it, and how far features reached.

mod feature;
mod get;
mod present;
mod reach;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(feature::get_client_feature).service(get::get_client_adoption).service(reach::get_feature_adoption);
}
