//! Charts: one component that talks to ECharts, and one pure builder of options per chart.
mod echart;
mod palette;

pub mod health_history;

pub use echart::EChart;
pub use palette::Palette;
