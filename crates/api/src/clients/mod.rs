//! Clients: the portfolio list, searches, one client, its overview, edits of one and of many, the list as a file.

mod assign;
mod bulk;
mod export;
mod file;
mod filter;
mod find;
mod get;
mod list;
mod overview;
mod present;
mod search;
mod tag;
mod update;

use crate::routes::Routes;

pub(crate) use filter::ClientQuery;
pub(crate) use find::{ClientKey, Found, Shown, find, sort_by};
pub(crate) use present::{days_until, list_item, risk_factors, user_name};

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(list::list_clients)
        .service(export::get_clients_file)
        .service(search::search_clients)
        .service(tag::tag_clients)
        .service(assign::assign_clients)
        .service(overview::get_client_overview)
        .service(get::get_client)
        .service(update::update_client);
}
