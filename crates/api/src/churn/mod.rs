//! Churn risk of one client, and of the portfolio.

mod filter;
mod get;
mod portfolio;
mod present;

use crate::routes::Routes;

pub(crate) fn routes(config: &mut impl Routes) {
    config.service(get::get_client_churn_risk).service(portfolio::get_churn_risk_summary);
}
