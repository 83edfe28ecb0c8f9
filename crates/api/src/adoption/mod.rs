//! Adoption of licensed features: the matrix of a client, one feature of it, and how far features reached.

mod feature;
mod get;
mod present;
mod reach;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config.service(feature::get_client_feature).service(get::get_client_adoption).service(reach::get_feature_adoption);
}
