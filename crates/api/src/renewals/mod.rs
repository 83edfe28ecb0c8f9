//! What is up for renewal.

mod filter;
mod get;
mod present;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config.service(get::get_renewal_summary);
}
