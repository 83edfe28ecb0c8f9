//! Activities: what staff did with a client, and what they promised.

mod create;
mod follow_ups;
mod get;
mod list;
mod present;
mod update;

use crate::routes::Routes;

pub(crate) use present::activity;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(list::list_client_activities)
        .service(create::create_client_activity)
        .service(get::get_activity)
        .service(update::update_activity)
        .service(follow_ups::list_follow_ups);
}
