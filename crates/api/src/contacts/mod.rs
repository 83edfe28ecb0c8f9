//! Contacts: the people at a client.

mod create;
mod delete;
mod get;
mod list;
mod present;
mod update;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(list::list_client_contacts)
        .service(create::create_client_contact)
        .service(get::get_contact)
        .service(update::update_contact)
        .service(delete::delete_contact);
}
