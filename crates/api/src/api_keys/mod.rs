//! Keys with which programs call the API.

mod create;
mod delete;
mod list;
mod present;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(list::list_api_keys).service(create::create_api_key).service(delete::delete_api_key);
}
