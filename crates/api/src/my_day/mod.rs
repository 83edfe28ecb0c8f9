//! What is to be done today.

mod get;
mod present;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config.service(get::get_my_day);
}
