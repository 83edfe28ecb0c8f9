//! Clients, contacts and notes found by a few letters, in one answer.

mod find;
mod get;
mod present;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config.service(get::search_everything);
}
