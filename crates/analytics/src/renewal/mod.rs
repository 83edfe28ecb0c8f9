//! When a client's renewal is due, where that stands in time (M084), and whom to turn to first (M091).

mod due;
mod forecast;
mod goals;
mod outlook;
mod priority;
mod rate;
mod reasons;
mod stage;
mod status;
mod value;

pub(crate) use due::dated_renewal;
pub use due::{due_after_orders, due_date, median_order_gap};
pub use forecast::{RenewalForecast, forecast_probability};
pub use goals::{GoalProgress, goal_progress};
pub use outlook::{RenewalOutlook, RenewalSums, last_window_day, renewal_outlook};
pub use priority::{
    Priority, PriorityFactors, PriorityFacts, expected_loss, factor_points, priority, priority_category,
    purchase_history, weighed,
};
pub use rate::RenewalOutcomes;
pub use reasons::priority_reasons;
pub use stage::{RenewalDangers, StageFacts, forecast_category, renewal_stage};
pub use status::{RenewalState, renewal_state, renewal_status};
pub use value::{value_band, value_range};

#[cfg(test)]
mod tests;
