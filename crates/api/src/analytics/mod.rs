//! Figures over the portfolio.

mod at_risk;
mod comparison;
mod distribution;
mod money;
mod portfolio;

use crate::routes::Routes;

pub(crate) use comparison::Past;
pub(crate) use portfolio::{ARR, ARR_AT_RISK, AT_RISK, CLIENTS, HEALTH, default_profile};

pub(crate) fn routes(config: &mut impl Routes) {
    config
        .service(portfolio::get_portfolio_summary)
        .service(distribution::get_health_distribution)
        .service(at_risk::get_at_risk_summary);
}
