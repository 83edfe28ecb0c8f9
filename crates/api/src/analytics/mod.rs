//! Figures over the portfolio.

mod at_risk;
mod comparison;
mod distribution;
mod money;
mod portfolio;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(portfolio::get_portfolio_summary)
        .service(distribution::get_health_distribution)
        .service(at_risk::get_at_risk_summary);
}
