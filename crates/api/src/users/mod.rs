//! Who works here.

mod create;
mod get;
mod list;
mod password;
mod present;
mod update;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(list::list_users)
        .service(create::create_user)
        .service(get::get_user)
        .service(update::update_user)
        .service(password::create_user_password);
}
