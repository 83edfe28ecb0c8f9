//! Keys with which programs call the API.

mod create;
mod delete;
mod list;
mod present;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config.service(list::list_api_keys).service(create::create_api_key).service(delete::delete_api_key);
}
