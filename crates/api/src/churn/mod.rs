//! Churn risk of one client, and of the portfolio.

mod filter;
mod get;
mod portfolio;
mod present;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(get::get_client_churn_risk).service(portfolio::get_churn_risk_summary);
}
