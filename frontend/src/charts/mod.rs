//! Charts: one component that talks to ECharts, and one pure builder of options per chart.
mod echart;
mod frame;
mod palette;

pub mod daily_users;
pub mod daily_uses;
pub mod due_months;
pub mod health_history;
pub mod lines;
pub mod percentiles;
pub mod score_steps;

pub use echart::EChart;
pub use palette::Palette;
