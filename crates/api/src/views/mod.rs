//! Saved views of the portfolio.

mod create;
mod delete;
mod get;
mod list;
mod present;
mod query;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_views)
        .service(create::create_view)
        .service(get::get_view)
        .service(update::update_view)
        .service(delete::delete_view);
}
