//! Charts: one component that talks to ECharts, and one pure builder of options per chart.
mod echart;
mod frame;
mod palette;

pub mod daily_users;
pub mod daily_uses;
pub mod health_history;

pub use echart::EChart;
pub use palette::Palette;
