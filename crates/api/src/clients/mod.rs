//! Clients: the portfolio list, one client, its overview, edits.

mod filter;
mod find;
mod get;
mod list;
mod overview;
mod present;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use find::{ClientKey, Found, Shown, find, sort_by};
pub(crate) use present::{days_until, risk_factors, user_name};

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_clients)
        .service(overview::get_client_overview)
        .service(get::get_client)
        .service(update::update_client);
}
