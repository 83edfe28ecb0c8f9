//! Everything that happened with a client, in one stream; also as a file.

mod csv;
mod export;
mod filter;
mod get;
mod present;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config.service(get::get_client_timeline).service(export::get_client_timeline_file);
}
