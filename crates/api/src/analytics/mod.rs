//! Figures over the portfolio.

mod at_risk;
mod comparison;
mod distribution;
mod money;
mod portfolio;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use comparison::Past;
pub(crate) use portfolio::{ARR, ARR_AT_RISK, AT_RISK, CLIENTS, HEALTH, default_profile};

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(portfolio::get_portfolio_summary)
        .service(distribution::get_health_distribution)
        .service(at_risk::get_at_risk_summary);
}
