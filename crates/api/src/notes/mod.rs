//! Notes about clients. A private note exists for its author alone.

mod create;
mod delete;
mod get;
mod list;
mod present;
mod update;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(list::list_client_notes)
        .service(create::create_client_note)
        .service(get::get_note)
        .service(update::update_note)
        .service(delete::delete_note);
}
