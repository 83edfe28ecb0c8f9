//! Saved views of the portfolio.

mod create;
mod delete;
mod get;
mod list;
mod present;
mod query;
mod update;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(list::list_views)
        .service(create::create_view)
        .service(get::get_view)
        .service(update::update_view)
        .service(delete::delete_view);
}
